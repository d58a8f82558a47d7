// Push parser for PubMed XML: text in, one record after the other out, never more than one record in memory.
// It reads no DTD and expands no entities (guard.ts); what it takes from a record is in article.ts and book.ts.

import type { PubmedRecord } from '../record.ts'
import { articleShape } from './article.ts'
import { bookShape } from './book.ts'
import { cleanText, toPmid } from './clean.ts'
import type { Draft } from './draft.ts'
import { createDraft, finishDraft } from './draft.ts'
import { createFlattener } from './flatten.ts'
import type { XmlAttributes } from './guard.ts'
import { createGuardedXml } from './guard.ts'
import type { Shape } from './shape.ts'
import { within } from './shape.ts'
import type { SkippedRecord } from './skip.ts'

export interface PubmedHandlers {
  /** `version` is that of the PMID: where a PMID comes more than once the highest is the latest. */
  onRecord(record: PubmedRecord, version: number): void
  /** A PMID that PubMed has withdrawn. */
  onDelete(pmid: string): void
  onSkip(skip: SkippedRecord): void
}

export interface PubmedParser {
  write(text: string): void
  /** Says that the file is at its end; throws when the file cannot be. */
  close(): void
}

interface OpenElement {
  shape: Shape<Draft> | undefined // undefined: passed over
  attributes: XmlAttributes
}

/**
 * A bad record is skipped with its reason. A bad file throws AppError `input-invalid` from `write` or `close`, after
 * which the parser must not be used again; records handed over before belong to a file that was not read to its end.
 */
export function createPubmedXmlParser(handlers: PubmedHandlers): PubmedParser {
  const stack: OpenElement[] = []
  const flat = createFlattener()
  let draft = createDraft(0)
  /** Depth below the element whose text is being collected; 0 when none is. */
  let inlineDepth = 0

  const article = recordOf(articleShape)
  const book = recordOf(bookShape)
  const deletions = within<Draft>({ PMID: { text: (_draft, text) => deleteRecord(text) } })
  const known = { PubmedArticle: article, PubmedBookArticle: book, DeleteCitation: deletions }
  const set: Shape<Draft> = within(known)
  const roots = new Map<string, Shape<Draft>>([
    ['PubmedArticleSet', set],
    ['PubmedBookArticleSet', set],
    ['PubmedArticle', article],
    ['PubmedBookArticle', book],
  ])

  const xml = createGuardedXml({ open, text: (text) => void (inlineDepth > 0 && flat.text(text)), close })

  function recordOf(shape: Shape<Draft>): Shape<Draft> {
    return {
      ...shape,
      open() {
        xml.beginRecord()
        draft = createDraft(xml.line())
      },
      close() {
        xml.endRecord()
        const finished = finishDraft(draft)
        draft = createDraft(0)
        if (finished.kind === 'record') handlers.onRecord(finished.record, finished.version)
        else handlers.onSkip(finished.skip)
      },
    }
  }

  function open(name: string, attributes: XmlAttributes): void {
    if (inlineDepth > 0) {
      inlineDepth++
      flat.open(name)
      return
    }
    const parent = stack.at(-1)
    const shape = parent ? parent.shape?.children?.get(name) : roots.get(name)
    stack.push({ shape, attributes })
    shape?.open?.(draft, attributes)
    if (shape?.text) inlineDepth = 1
    if (!shape && parent?.shape === set) skipUnknown(name)
  }

  function close(): void {
    if (inlineDepth > 1) {
      inlineDepth--
      flat.close()
      return
    }
    inlineDepth = 0
    const element = stack.pop()
    if (element?.shape?.text) {
      const text = cleanText(flat.take())
      if (text !== '') element.shape.text(draft, text, element.attributes)
    }
    element?.shape?.close?.(draft)
  }

  function skipUnknown(name: string): void {
    const message = `The element ${name} is not a record.`
    handlers.onSkip({ reason: 'unknown-kind', place: { line: xml.line() }, message })
  }

  function deleteRecord(text: string): void {
    const pmid = toPmid(text)
    if (pmid !== undefined) return handlers.onDelete(pmid)
    const message = `DeleteCitation names ${JSON.stringify(text.slice(0, 40))}, which is no PMID.`
    handlers.onSkip({ reason: 'bad-pmid', place: { line: xml.line() }, message })
  }

  return { write: (text) => xml.write(text), close: () => xml.close() }
}
