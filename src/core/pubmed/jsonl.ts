// One line of a JSON Lines file to a record. Two shapes are read:
//   full   a PubmedRecord as in ../record.ts; lists may be left out, `abstract` is a list of sections
//   short  {pmid, title, abstract: text, mesh: [names], year}; all but the PMID may be left out or null

import * as v from 'valibot'
import type { PubmedRecord } from '../record.ts'
import { cleanText } from '../text/cleanText.ts'
import { toDate, toDoi, toPmid } from './clean.ts'
import type { SkippedRecord, SkipReason } from './skip.ts'

export type ParsedLine = { kind: 'record'; record: PubmedRecord } | { kind: 'skipped'; skip: SkippedRecord }

const text = v.pipe(v.string(), v.transform(cleanText))
const filled = v.pipe(text, v.nonEmpty('must not be empty'))
/** Absent, null and empty all mean: not known. */
const optionalText = v.pipe(
  v.nullish(text),
  v.transform((value) => value || undefined),
)
const pmid = v.pipe(v.union([v.string(), v.number()], 'must be a string or a number'), v.transform(String))
const wholeNumber = v.pipe(v.number(), v.integer())

function list<const Item extends v.GenericSchema>(item: Item) {
  return v.nullish(v.array(item), () => [])
}

const fullShape = v.object({
  pmid,
  title: v.nullish(text, ''),
  abstract: list(v.object({ label: optionalText, text })),
  vernacularTitle: optionalText,
  journal: v.nullish(
    v.object({
      title: filled,
      abbreviation: optionalText,
      volume: optionalText,
      issue: optionalText,
      pages: optionalText,
    }),
  ),
  date: v.nullish(
    v.object({ year: wholeNumber, month: v.nullish(wholeNumber), day: v.nullish(wholeNumber) }),
  ),
  authors: list(v.object({ name: filled, initials: optionalText })),
  headings: list(
    v.object({
      name: filled,
      ui: optionalText,
      major: v.boolean(),
      qualifiers: list(v.object({ name: filled, major: v.boolean() })),
    }),
  ),
  publicationTypes: list(filled),
  languages: list(filled),
  notices: list(
    v.object({
      kind: v.picklist(['retraction', 'expression-of-concern', 'correction']),
      pmid: optionalText,
      source: optionalText,
    }),
  ),
  doi: optionalText,
})

const shortShape = v.object({
  pmid,
  title: v.nullish(text, ''),
  abstract: v.nullish(text, ''),
  mesh: list(filled),
  year: v.nullish(wholeNumber),
})

/** Never throws: a line that is no record is skipped with a reason that names the place in it. */
export function parseRecordLine(line: string, lineNumber: number): ParsedLine {
  const skip = (
    reason: SkipReason,
    message: string,
    place: SkippedRecord['place'] = { line: lineNumber },
  ): ParsedLine => ({ kind: 'skipped', skip: { reason, place, message } })
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    // The engine's own words differ from version to version and seldom help.
    return skip('malformed', 'Not JSON: expected one object a line.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return skip('malformed', 'Expected an object, one record a line.')
  }
  if (!Object.hasOwn(value, 'pmid') || isBlank((value as { pmid: unknown }).pmid)) {
    return skip('no-pmid', 'The record has no pmid.')
  }
  const parsed = isShort(value)
    ? v.safeParse(v.pipe(shortShape, v.transform(fromShort)), value)
    : v.safeParse(v.pipe(fullShape, v.transform(fromFull)), value)
  if (!parsed.success) {
    const [issue] = parsed.issues
    return skip('malformed', `${v.getDotPath(issue) ?? 'the record'}: ${issue.message}`)
  }
  const written = parsed.output.pmid
  const known = toPmid(written)
  if (known === undefined)
    return skip('bad-pmid', `pmid: ${JSON.stringify(written.slice(0, 40))} is no PMID.`)
  const record = { ...parsed.output, pmid: known }
  if (record.title === '' && record.abstract.length === 0) {
    return skip('no-text', `Record ${known} has neither title nor abstract.`, {
      line: lineNumber,
      pmid: known,
    })
  }
  return { kind: 'record', record }
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
}

function isShort(value: object): boolean {
  return Object.hasOwn(value, 'mesh') || ('abstract' in value && typeof value.abstract === 'string')
}

function fromShort(source: v.InferOutput<typeof shortShape>): PubmedRecord {
  const date = toDate(source.year ?? NaN)
  return {
    pmid: source.pmid,
    title: source.title,
    abstract: source.abstract === '' ? [] : [{ text: source.abstract }],
    ...(date ? { date } : {}),
    authors: [],
    headings: source.mesh.map((name) => ({ name, major: false, qualifiers: [] })),
    publicationTypes: [],
    languages: [],
    notices: [],
  }
}

function fromFull(source: v.InferOutput<typeof fullShape>): PubmedRecord {
  const { year, month, day } = source.date ?? { year: NaN }
  const date = toDate(year, month ?? undefined, day ?? undefined)
  const doi = toDoi(source.doi ?? '')
  return {
    pmid: source.pmid,
    title: source.title,
    abstract: source.abstract.filter((section) => section.text !== '').map(present),
    ...(source.vernacularTitle !== undefined ? { vernacularTitle: source.vernacularTitle } : {}),
    ...(source.journal ? { journal: present(source.journal) } : {}),
    ...(date ? { date } : {}),
    authors: source.authors.map(present),
    headings: source.headings.map(present),
    publicationTypes: source.publicationTypes,
    languages: source.languages,
    notices: source.notices.map(({ pmid: of, ...notice }) => present({ ...notice, pmid: toPmid(of ?? '') })),
    ...(doi !== undefined ? { doi } : {}),
  }
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Leaves out what is undefined: in a record absent fields are absent. */
function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Present<T>
}
