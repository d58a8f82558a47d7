import * as v from 'valibot'
import { AppError } from '../errors.ts'
import { parseJson } from '../parseJson.ts'
import { textAnalysis } from '../text/terms.ts'
import { fileListSchema, sha256Schema, type FileEntry } from './files.ts'

/** The pack format's number. A reader refuses a larger one instead of guessing. */
export const packSchema = 1

/** Names of the files every pack has. */
export const packFile = {
  /** count × dims int8, row-major, see core/quantize.ts */
  vectors: 'vectors.i8',
  /** HNSW links, see graph.ts */
  graph: 'graph.hnsw',
  /** count unsigned 32-bit PMIDs: the record that stands at each row */
  pmids: 'pmids.u32',
  /** deflated blocks of records, one after another */
  records: 'records.blocks',
  /** block count + 1 unsigned 32-bit offsets into the blocks */
  recordOffsets: 'records.offsets',
  /** the headings the library needs, ancestors included, see mesh/tsv.ts */
  mesh: 'mesh.tsv',
  /** count unsigned 32-bit numbers: terms of each record's text, those of the title three times */
  textLengths: 'text.lengths',
  /** in which records a word stands, see postings.ts */
  text: 'text.postings',
  textShards: 'text.shards',
  /** the same for headings, years and what else records are told apart by, see facets.ts */
  facets: 'facets.postings',
  facetShards: 'facets.shards',
} as const

/** count × 2 signed 16-bit numbers, see core/map/coordinates.ts. A pack may come without it. */
export const mapFile = 'map.i16'

/** SHA-256 of each part that is fetched alone, see parts.ts. A pack may come without it: then it can only be fetched whole. */
export const partsFile = 'parts.sha256'
export const partHashBytes = 32

/** A file of lists, and the one that says where in it the shards are. */
export interface PostingsFiles {
  lists: string
  shards: string
}

export const packPostings = {
  text: { lists: packFile.text, shards: packFile.textShards },
  facets: { lists: packFile.facets, shards: packFile.facetShards },
} as const

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1))
const positive = v.pipe(count, v.minValue(1))
const text = v.pipe(
  v.string(),
  v.minLength(1, 'expected some text'),
  v.maxLength(4000, 'expected at most 4000 characters'),
)
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const date = v.pipe(v.string(), v.check(isCalendarDate, 'expected a date such as 2026-01-31'))
const pmidList = v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1))), v.maxLength(100))

const goldenQuerySchema = v.object({
  text: v.pipe(v.string(), v.maxLength(4000)),
  words: pmidList,
  meaning: pmidList,
})

/** Of the whole manifest but this member, see engine/signature.ts. */
export const signatureSchema = v.object({
  algorithm: v.literal('Ed25519'),
  publicKey: hexDigits(64),
  value: hexDigits(128),
})

/** A question, and the PMIDs that the builder found for it by words and by meaning, best first. */
export type GoldenQuery = v.InferOutput<typeof goldenQuerySchema>

/** What whoever makes a library says of it in their own words. */
const given = {
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'expected lower-case letters, digits and hyphens'),
  ),
  title: text,
  date,
  source: text,
  licence: text,
}

const manifestSchema = v.pipe(
  v.object({
    schema: v.literal(packSchema),
    ...given,
    /** `sample-notes` are texts written for the product and not publications: the page says so. */
    kind: v.picklist(['pubmed', 'sample-notes']),
    /** Of two packs with one id the one with the larger number is newer. */
    version: positive,
    /** Of the newest record. */
    sourceDate: date,
    /** How old it may be, counted from `date`, before pages say that it is. */
    staleAfterDays: v.exactOptional(v.pipe(positive, v.maxValue(36_500))),
    meshYear: v.nullable(v.pipe(v.number(), v.integer())),
    encoder: v.object({
      id: sha256Schema,
      name: text,
      /** What ran it: backends differ in a vector's last digits, so only the same one's vectors are used again. */
      backend: v.exactOptional(v.picklist(['webgpu', 'wasm', 'node'])),
    }),
    records: positive,
    dims: v.pipe(positive, v.maxValue(65_536)),
    recordsPerBlock: positive,
    index: v.object({ kind: v.literal('hnsw'), m: positive, efConstruction: positive, efSearch: positive }),
    /** Mean share of the exact ten nearest that the index returns, measured when the pack was built. */
    recallAt10: share,
    /** nDCG@10 of each record's neighbours with SimL as gain, see core/mesh/similarity.ts; null without MeSH. */
    ndcgAt10: v.nullable(share),
    /** What the records' abstracts became: without them, words and meaning still find by what stood there. */
    hasAbstracts: v.boolean(),
    /** How the texts' words were read, see core/text/terms.ts: a reader that reads queries in another way refuses. */
    textAnalysis: v.literal(textAnalysis),
    /** Headings of the records, and those of them that MeSH does not know: they are kept as text. */
    headings: v.object({ given: count, unknown: count }),
    golden: v.object({
      floor: share,
      queries: v.pipe(v.array(goldenQuerySchema), v.minLength(1), v.maxLength(100)),
    }),
    account: v.object({ read: count, kept: count, skipped: v.record(v.string(), count) }),
    files: fileListSchema,
    signature: v.exactOptional(signatureSchema),
  }),
  v.check(
    ({ files }) => Object.values(packFile).every((name) => files.some((file) => file.name === name)),
    'a file that every pack has is not listed',
  ),
  v.check(
    ({ files, records, dims }) => sizeOf(files, packFile.vectors) === records * dims,
    'the size of the vectors does not fit records × dims',
  ),
  v.check(
    ({ files, records }) => sizeOf(files, packFile.pmids) === records * 4,
    'the size of the PMID list does not fit the number of records',
  ),
  v.check(
    ({ files, records }) => sizeOf(files, packFile.textLengths) === records * 4,
    'the size of the text lengths does not fit the number of records',
  ),
  v.check(
    ({ files, records }) => [undefined, records * 4].includes(sizeOf(files, mapFile)),
    'the size of the map does not fit the number of records',
  ),
  v.check(
    ({ files }) => (sizeOf(files, partsFile) ?? 0) % partHashBytes === 0,
    'the size of the hashes of parts is no multiple of 32',
  ),
)

/** Asked before a library is made, which can take hours. @returns the member that no manifest may have so, with what is expected */
export function findMisfit(description: {
  [Name in keyof typeof given]?: string | undefined
}): string | undefined {
  const [issue] = v.safeParse(v.partial(v.object(given)), description).issues ?? []
  return issue && `${v.getDotPath(issue) ?? ''}: ${issue.message}`
}

/** What decides whether the rest can be read. */
const versionSchema = v.object({
  schema: count,
  textAnalysis: v.exactOptional(v.fallback(count, textAnalysis)),
})

function hexDigits(length: number) {
  return v.pipe(
    v.string(),
    v.length(length),
    v.regex(/^[0-9a-f]*$/, `expected ${length} lower-case hex digits`),
  )
}

function sizeOf(files: readonly FileEntry[], name: string): number | undefined {
  return files.find((file) => file.name === name)?.bytes
}

function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001') return false
  const date = new Date(`${text}T00:00:00Z`)
  // 30 February becomes 1 March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** What a pack says of itself: shipped as `manifest.json` beside its files. */
export type Manifest = v.InferOutput<typeof manifestSchema>

/**
 * Reads `manifest.json`.
 * @throws AppError `library-invalid`, naming the member that does not fit, or a newer schema; `library-outdated`
 */
export function parseManifest(json: string): Manifest {
  const where = { what: 'manifest.json', code: 'library-invalid' } as const
  const { schema, textAnalysis: analysis = textAnalysis } = parseJson(json, versionSchema, where)
  if (schema > packSchema) {
    throw new AppError(
      'library-invalid',
      `manifest.json: schema ${schema} was made by a newer version; this one reads schema ${packSchema}. Update the app.`,
    )
  }
  if (analysis > textAnalysis) {
    throw new AppError(
      'library-invalid',
      `manifest.json: textAnalysis ${analysis} was made by a newer version; this one reads ${textAnalysis}. Update the app.`,
    )
  }
  if (analysis < textAnalysis) {
    throw new AppError(
      'library-outdated',
      `manifest.json: textAnalysis ${analysis} was made by an older version; this one reads ${textAnalysis}. Update the library, or build it again.`,
    )
  }
  return parseJson(json, manifestSchema, where)
}
