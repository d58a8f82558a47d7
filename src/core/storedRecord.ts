import * as v from 'valibot'
import { type AppError } from './errors.ts'
import type { PubmedRecord } from './record.ts'

/** A record as a library gives it. */
export interface StoredRecord extends PubmedRecord {
  /** What is wrong with what stands in its place: there is nothing of it but its PMID, then. */
  problem?: Pick<AppError, 'code' | 'message'>
}

const text = v.string()
const filled = v.pipe(text, v.nonEmpty('expected some text'))
const given = v.exactOptional(filled)
const wholeNumber = v.pipe(v.number(), v.integer())

/** What the builder writes, after its cleaning. */
const recordSchema: v.GenericSchema<unknown, PubmedRecord> = v.object({
  pmid: text,
  title: text,
  abstract: v.array(v.object({ label: given, text })),
  vernacularTitle: given,
  journal: v.exactOptional(
    v.object({ title: text, abbreviation: given, volume: given, issue: given, pages: given }),
  ),
  date: v.exactOptional(
    v.object({ year: wholeNumber, month: v.exactOptional(wholeNumber), day: v.exactOptional(wholeNumber) }),
  ),
  authors: v.array(v.object({ name: text, initials: given })),
  headings: v.array(
    v.object({
      name: text,
      ui: given,
      major: v.boolean(),
      qualifiers: v.array(v.object({ name: text, major: v.boolean() })),
    }),
  ),
  publicationTypes: v.array(text),
  languages: v.array(text),
  notices: v.array(
    v.object({
      kind: v.picklist(['retraction', 'expression-of-concern', 'correction']),
      pmid: given,
      source: given,
    }),
  ),
  doi: given,
})

/**
 * Hashes tell that bytes are those that whoever built the library has written, and nothing about what that is.
 * A record is given as it stands there, its members in their order: packs that are made of it have the same bytes.
 * @param library its key
 * @param pmid of the row at which it stands, where that is known
 */
export function toStoredRecord(value: unknown, library: string, pmid?: string): StoredRecord {
  const { success, issues, output } = v.safeParse(recordSchema, value)
  if (success && (pmid === undefined || output.pmid === pmid)) return value as PubmedRecord // by the schema
  const [issue] = issues ?? []
  const what = issue
    ? `${v.getDotPath(issue) ?? 'top level'}: ${issue.message}`
    : 'another record stands at its row'
  const message = `${library}: record ${pmid ?? ''} is not well formed: ${what}. Get or build the library again.`
  return {
    ...{ pmid: pmid ?? '', title: '', abstract: [], authors: [], headings: [] },
    ...{ publicationTypes: [], languages: [], notices: [] },
    problem: { code: 'library-invalid', message },
  }
}
