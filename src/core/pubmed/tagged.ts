// Files of tagged lines, `TAG - value`, as MEDLINE (.nbib) and RIS have them: text in, fields out, one record in memory.

import { AppError } from '../errors.ts'
import { createLines } from '../lines.ts'
import { cleanText } from '../text/cleanText.ts'
import { createDraft, handOver, type Draft } from './draft.ts'
import type { PubmedHandlers, PubmedParser } from './xml.ts'

export interface TaggedFormat {
  /** For messages, such as `MEDLINE`. */
  name: string
  /** A first group for the tag, a second for the value. */
  field: RegExp
  /** A record has it once, mostly first: where it comes again the next record begins. */
  firstTag: string
  /** A record ends with it, or with an empty line where there is none. */
  lastTag?: string
  /** Puts what the fields say into the draft; they are in their order, their text is clean and never empty. */
  fill(draft: Draft, fields: readonly Field[]): void
}

export interface Field {
  tag: string
  text: string
}

/** No genuine abstract has a hundredth of it. */
const lineLimitChars = 2 * 1024 * 1024
const recordLimitChars = 8 * 1024 * 1024

/**
 * Same behaviour as `createPubmedXmlParser`; every record has version 1. A line without a tag continues the field above it.
 */
export function createTaggedParser(format: TaggedFormat, handlers: PubmedHandlers): PubmedParser {
  let fields: { tag: string; parts: string[] }[] = []
  let firstLine = 0 // 0: between records
  let hasFirstTag = false
  let recordChars = 0
  let hasAnyTag = false

  function takeLine(line: string, number: number): void {
    if (line.trim() === '') return format.lastTag === undefined ? endRecord() : undefined
    const [, tag, value = ''] = format.field.exec(line) ?? []
    hasAnyTag ||= tag !== undefined
    if (!hasAnyTag) {
      throw new AppError(
        'input-invalid',
        `line ${number}: no ${format.name}, whose lines begin with a tag and a hyphen. Download the file again, or give it the ending of its kind.`,
      )
    }
    if (tag === format.lastTag && tag !== undefined) return endRecord()
    if (tag === format.firstTag) {
      if (hasFirstTag) endRecord()
      hasFirstTag = true
    }
    firstLine ||= number
    recordChars += line.length
    if (recordChars > recordLimitChars) fields = []
    else if (tag !== undefined) fields.push({ tag, parts: [value] })
    else fields.at(-1)?.parts.push(line)
  }

  function endRecord(): void {
    if (recordChars > recordLimitChars) {
      const message = 'The record, or one of its lines, is larger than any genuine one.'
      handlers.onSkip({ reason: 'too-large', place: { line: firstLine }, message })
    } else if (firstLine > 0) {
      const draft = createDraft(firstLine)
      const clean = fields.map(({ tag, parts }) => ({ tag, text: cleanText(parts.join(' ')) }))
      format.fill(
        draft,
        clean.filter(({ text }) => text !== ''),
      )
      handOver(draft, handlers)
    }
    fields = []
    firstLine = 0
    hasFirstTag = false
    recordChars = 0
  }

  const lines = createLines(lineLimitChars, {
    onLine: takeLine,
    onTooLong(number) {
      hasAnyTag = true
      firstLine ||= number
      recordChars = Infinity
      fields = []
    },
  })
  return {
    write: lines.write,
    close() {
      lines.close()
      endRecord()
    },
  }
}
