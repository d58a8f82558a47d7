import * as v from 'valibot'

// A library in the making, as it is kept on the device until it is finished: one at a time.

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const searchSchema = v.object({
  /** In PubMed's query language; it is sent to NLM. */
  term: v.string(),
  /** At most so many records, the newest. */
  limit: count,
  /** NLM writes to it before it blocks. */
  email: v.exactOptional(v.string()),
})

const draftSchema = v.object({
  /** Of this one alone: what was begun in one tab is not gone on with as another's. */
  id: v.string(),
  source: v.variant('kind', [
    v.object({ kind: v.literal('files'), names: v.array(v.string()) }),
    v.object({
      kind: v.literal('pubmed'),
      search: searchSchema,
      found: v.object({
        count,
        wanted: count,
        translation: v.string(),
        warnings: v.array(v.string()),
      }),
    }),
  ]),
  /** Absent until the records are on the device. `examples` are of what was skipped, in words. */
  collected: v.exactOptional(
    v.object({
      account: v.object({ read: count, kept: count, skipped: v.record(v.string(), count) }),
      examples: v.array(v.string()),
      hasHeadings: v.boolean(),
    }),
  ),
  /** Absent until its making has begun: from then on these are settled. */
  begun: v.exactOptional(v.object({ libraryId: v.string(), title: v.string() })),
})

export type PubmedQuery = v.InferOutput<typeof searchSchema>
export type Draft = v.InferOutput<typeof draftSchema>
export type DraftSource = Draft['source']

/** What another version of the app has left counts as nothing: records can be read again. */
export function parseDraft(stored: unknown): Draft | undefined {
  const parsed = v.safeParse(draftSchema, stored)
  return parsed.success ? parsed.output : undefined
}

/** What the manifest says of where its records come from. */
export function toSourceText(source: DraftSource): string {
  return source.kind === 'pubmed'
    ? toPubmedSource(source.search.term)
    : source.names.toSorted().join(', ').slice(0, 500)
}

/** As much of a long search as a manifest takes. */
export function toPubmedSource(term: string): string {
  return `PubMed search ${term}`.slice(0, 4000)
}

const ownPrefix = 'my'

/** An id that says whose it is, so that no site's library comes as its newer version. @param taken ids that are in use */
export function toOwnId(title: string, taken: readonly string[]): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
  const id = [ownPrefix, ...(words ?? ['library'])].join('-').slice(0, 58).replace(/-$/, '')
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? id : `${id}-${n}`
    if (!taken.includes(candidate)) return candidate
  }
}

/** Whether a user of the page made it: this one, or who gave it away as a file. */
export function isOwnId(id: string): boolean {
  return id.startsWith(`${ownPrefix}-`)
}
