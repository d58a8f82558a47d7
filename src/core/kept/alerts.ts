import type { Notice, PubmedRecord } from '../record.ts'
import type { KeptRecord, LibraryEdition, NewsItem, SavedSearch, SeenAnswer } from './kept.ts'

/** So many results are remembered of a search … */
export const rememberedCount = 200
/** … and among so many of the first a record must stand to be told of: what has only moved up a little is not new. */
const toldCount = 50
/** Sets of libraries whose answers are remembered, so that looking at another one for a while forgets nothing. */
const mostSets = 5

const toNoticeKey = ({ kind, pmid = '', source = '' }: Notice) => `${kind} ${pmid || source}`

function toSeen(records: readonly PubmedRecord[], libraries: readonly LibraryEdition[]): SeenAnswer {
  const noticed = records.filter(({ notices }) => notices.length > 0)
  return {
    libraries: libraries.map(({ id, key }) => ({ id, key })),
    pmids: records.map(({ pmid }) => pmid),
    notices: Object.fromEntries(noticed.map(({ pmid, notices }) => [pmid, notices.map(toNoticeKey)])),
  }
}

/** Whether the answer it had is of these very libraries, of an earlier edition of them, or of others. */
export function compareEditions(
  { seen }: SavedSearch,
  libraries: readonly LibraryEdition[],
): 'same' | 'updated' | 'others' {
  const last = findSeen(seen, libraries)
  if (!last) return 'others'
  return toKey(last.libraries, 'key') === toKey(libraries, 'key') ? 'same' : 'updated'
}

/** The search with a new answer. What is new against the last one of the same libraries is added to its news. */
export function withAnswer(
  search: SavedSearch,
  records: readonly PubmedRecord[],
  libraries: readonly LibraryEdition[],
  now: string,
): SavedSearch {
  const before = findSeen(search.seen, libraries)
  const seen = [...search.seen.filter((one) => one !== before), toSeen(records, libraries)].slice(-mostSets)
  if (!before) return { ...search, seen }
  const known = new Set(before.pmids)
  const fresh = records.slice(0, toldCount).filter(({ pmid }) => !known.has(pmid))
  const noticed = records.flatMap((record) => {
    if (!known.has(record.pmid)) return []
    const told = before.notices[record.pmid] ?? []
    const notices = record.notices.filter((notice) => !told.includes(toNoticeKey(notice)))
    return notices.length > 0 ? [toNewsItem(record, notices)] : []
  })
  if (fresh.length + noticed.length === 0) return { ...search, seen }
  return {
    ...search,
    seen,
    news: {
      found: now,
      fresh: joinNews(
        search.news?.fresh,
        fresh.map((record) => toNewsItem(record, record.notices)),
      ),
      noticed: joinNews(search.news?.noticed, noticed),
    },
  }
}

/** A kept record with the notices that a library knows of it beyond its own; the same one where there are none. */
export function withNotices(kept: KeptRecord, notices: readonly Notice[]): KeptRecord {
  const own = new Set(kept.record.notices.map(toNoticeKey))
  const news = notices.filter((notice) => !own.has(toNoticeKey(notice)))
  if (news.length === 0) return kept
  return {
    ...kept,
    record: { ...kept.record, notices: [...kept.record.notices, ...news] },
    news: [...(kept.news ?? []), ...news],
  }
}

function findSeen(seen: readonly SeenAnswer[], libraries: readonly LibraryEdition[]): SeenAnswer | undefined {
  return seen.findLast((one) => toKey(one.libraries, 'id') === toKey(libraries, 'id'))
}

function toKey(libraries: readonly LibraryEdition[], member: keyof LibraryEdition): string {
  return libraries
    .map((library) => library[member])
    .toSorted()
    .join(' ')
}

function toNewsItem({ pmid, title }: PubmedRecord, notices: readonly Notice[]): NewsItem {
  return { pmid, title, notices: [...new Set(notices.map(({ kind }) => kind))] }
}

function joinNews(before: readonly NewsItem[] = [], more: readonly NewsItem[]): NewsItem[] {
  const joined = new Map([...before, ...more].map((item) => [item.pmid, item]))
  return [...joined.values()]
}
