// Push parser for PubMed XML: text in, one record after the other out, never more than one record in memory.
// It reads no DTD and expands no entities (../xml/guard.ts); what it takes from a record is in article.ts and book.ts.

import type { Notice, PubmedRecord } from '../record.ts'
import { createPrologue } from '../xml/prologue.ts'
import { createShapeReader } from '../xml/reader.ts'
import { within, type Shape } from '../xml/shape.ts'
import { articleShape } from './article.ts'
import { bookShape } from './book.ts'
import { toPmid } from './clean.ts'
import { createDraft, handOver, type Draft } from './draft.ts'
import type { SkippedRecord } from './skip.ts'

const quoted = `(?:"[^"[]*"|'[^'[]*')`
const publicId = `(?:"-//NLM//DTD Pub[Mm]ed[^"[]*"|'-//NLM//DTD Pub[Mm]ed[^'[]*')`
const systemId = `["']https?://(?:dtd\\.nlm\\.nih\\.gov|(?:www\\.)?ncbi\\.nlm\\.nih\\.gov)/[^"'[\\s]*["']`
const prologue = createPrologue({
  name: 'PubMed XML',
  roots: ['PubmedArticleSet', 'PubmedArticle', 'PubmedBookArticleSet', 'PubmedBookArticle'],
  doctype: new RegExp(`^(?:PUBLIC\\s+${publicId}(?:\\s+${quoted})?|SYSTEM\\s+${systemId})$`),
})

export interface PubmedHandlers {
  /** `version` is that of the PMID: where a PMID comes more than once the highest is the latest. */
  onRecord(record: PubmedRecord, version: number): void
  /** A PMID that PubMed has withdrawn. */
  onDelete(pmid: string): void
  /** What the record that was handed over last says of another one: that it retracts, doubts or corrects it. */
  onNotice?(pmid: string, notice: Notice): void
  onSkip(skip: SkippedRecord): void
}

export interface PubmedParser {
  write(text: string): void
  /** Says that the file is at its end; throws when the file cannot be. */
  close(): void
}

/**
 * A bad record is skipped with its reason. A bad file throws AppError `input-invalid` from `write` or `close`, after
 * which the parser must not be used again; records handed over before belong to a file that was not read to its end.
 */
export function createPubmedXmlParser(handlers: PubmedHandlers): PubmedParser {
  let draft = createDraft(0)

  const article = recordOf(articleShape)
  const book = recordOf(bookShape)
  const deletions = within<Draft>({ PMID: { text: (_draft, text) => deleteRecord(text) } })
  const known = { PubmedArticle: article, PubmedBookArticle: book, DeleteCitation: deletions }
  const set = within<Draft>(known, { unknown: skipUnknown })
  const roots = new Map<string, Shape<Draft>>([
    ['PubmedArticleSet', set],
    ['PubmedBookArticleSet', set],
    ['PubmedArticle', article],
    ['PubmedBookArticle', book],
  ])

  const xml = createShapeReader(prologue, roots, () => draft)

  function recordOf(shape: Shape<Draft>): Shape<Draft> {
    return {
      ...shape,
      open() {
        xml.beginRecord()
        draft = createDraft(xml.line())
      },
      close() {
        xml.endRecord()
        handOver(draft, handlers)
        draft = createDraft(0)
      },
    }
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
