// From a PubMed search to its records as files: asked for politely, and gone on with after an interruption.

import { AppError, toAppError } from '../core/errors.ts'
import {
  mostOfASearch,
  parseList,
  parseSearchAnswer,
  requestsPerSecond,
  toListUrl,
  toRecordsUrl,
  toSearchUrl,
  type EntryDates,
  type Eutils,
  type SearchAnswer,
} from '../core/pubmed/eutils.ts'
import { createPubmedXmlParser } from '../core/pubmed/xml.ts'
import { parseRetryAfter } from '../core/retryAfter.ts'

/** `fetch` fits. */
export type Get = (url: string, options: { signal: AbortSignal }) => Promise<HttpAnswer>

export interface HttpAnswer {
  status: number
  headers: { get(name: string): string | null }
  text(): Promise<string>
}

/** Texts by name, each there as a whole or not at all. */
export interface TextStore {
  read(name: string): Promise<string | undefined>
  write(name: string, text: string): Promise<void>
}

export interface SearchPorts {
  get: Get
  store: TextStore
  /** Milliseconds since 1970. */
  now(): number
  sleep(ms: number, signal: AbortSignal): Promise<void>
  signal: AbortSignal
  /** Told of each wait before another attempt. */
  onRetry(reason: string, waitMs: number): void
}

export interface PubmedSearchPorts extends SearchPorts {
  /** Told once, before records are fetched. */
  onFound(found: FoundRecords): void
  /** In records. */
  onProgress(progress: { done: number; total: number }): void
}

export interface FoundRecords {
  /** All that the search finds. */
  count: number
  /** Those that are fetched. */
  wanted: number
  /** How PubMed read the query. */
  translation: string
  /** What PubMed could not find or use. */
  warnings: string[]
}

const batchSize = 200
const attempts = 6
const longestWaitMs = 60_000
const dayMs = 86_400_000
/** PubMed has taken in records since 1966; some carry earlier entry dates. */
const firstDay = Date.UTC(1900, 0, 1)

/** `search.json` of the store: what was asked, and the PMIDs that were found. */
interface KeptSearch {
  term: string
  limit: number
  pmids: string[]
  answer: Pick<SearchAnswer, 'count' | 'translation' | 'warnings'>
}

/** Runs a search and keeps what it finds for `fetchPubmed`, which throws the same; no record is fetched yet. */
export async function findPubmed(
  eutils: Eutils,
  term: string,
  limit: number,
  ports: SearchPorts,
): Promise<FoundRecords> {
  const { pmids, answer } = await search(eutils, term, limit, createAsker(eutils, ports), ports)
  return { ...answer, wanted: pmids.length }
}

/**
 * Fetches the records of a search into the store, 200 a file: `00000.xml` and so on. What is there of the same search is not
 * fetched again.
 * @param limit at most so many records, those that came into PubMed last
 * @returns names of the files
 * @throws DOMException `AbortError`; AppError `network` when NLM cannot be reached, or goes on refusing; `usage` for a query that PubMed
 * refuses; `input-invalid` and `wrong-body` when something else comes than was asked for
 */
export async function fetchPubmed(
  eutils: Eutils,
  term: string,
  limit: number,
  ports: PubmedSearchPorts,
): Promise<string[]> {
  const ask = createAsker(eutils, ports)
  const { pmids, answer } = await search(eutils, term, limit, ask, ports)
  ports.onFound({ ...answer, wanted: pmids.length })
  const names: string[] = []
  for (let start = 0; start < pmids.length; start += batchSize) {
    const name = `${String(start / batchSize).padStart(5, '0')}.xml`
    const batch = pmids.slice(start, start + batchSize)
    if ((await ports.store.read(name)) === undefined)
      await ports.store.write(name, await ask(toRecordsUrl(eutils, batch), checkRecords))
    names.push(name)
    ports.onProgress({ done: start + batch.length, total: pmids.length })
  }
  return names
}

async function search(
  eutils: Eutils,
  term: string,
  limit: number,
  ask: Asker,
  ports: SearchPorts,
): Promise<KeptSearch> {
  return (await readKept(term, limit, ports)) ?? (await runSearch(eutils, term, limit, ask, ports))
}

async function readKept(term: string, limit: number, { store }: SearchPorts) {
  const text = await store.read('search.json')
  const kept = text === undefined ? undefined : (JSON.parse(text) as KeptSearch) // its own output
  if (kept && (kept.term !== term || kept.limit !== limit)) {
    throw new AppError(
      'usage',
      `Records of another search, “${kept.term}”, are being fetched there. Name another folder, or remove its .partial folder.`,
    )
  }
  return kept
}

async function runSearch(
  eutils: Eutils,
  term: string,
  limit: number,
  ask: Asker,
  { store, now }: SearchPorts,
): Promise<KeptSearch> {
  const pmids: string[] = []
  const { count, translation, warnings } = await searchDays(firstDay, now() + dayMs)
  const kept = { term, limit, pmids, answer: { count, translation, warnings } }
  if (pmids.length > 0) await store.write('search.json', JSON.stringify(kept))
  return kept

  /** Newest first; where the days hold more than PubMed hands on, half of them after the other. */
  async function searchDays(from: number, to: number): Promise<SearchAnswer> {
    const dates = toDates(from, to)
    const answer = await ask(toSearchUrl(eutils, term, dates), parseSearchAnswer)
    if (answer.count > mostOfASearch) {
      if (dates.from === dates.to) {
        throw new AppError(
          'usage',
          `${answer.count} records of the search came into PubMed on ${dates.from}, and it hands on ${mostOfASearch}. Narrow the query.`,
        )
      }
      const middle = from + Math.floor((to - from) / dayMs / 2) * dayMs
      await searchDays(middle + dayMs, to)
      if (pmids.length < limit) await searchDays(from, middle)
    } else if (answer.count > 0) {
      const list = await ask(toListUrl(eutils, answer), parseList)
      pmids.push(...list.slice(0, limit - pmids.length))
    }
    return answer
  }
}

function toDates(from: number, to: number): EntryDates {
  const toDay = (ms: number) => new Date(ms).toISOString().slice(0, 10).replaceAll('-', '/')
  return { from: toDay(from), to: toDay(to) }
}

/** A text that is cut off, or a page in its place, is told from records before it is kept. */
function checkRecords(text: string): string {
  const parser = createPubmedXmlParser({ onRecord() {}, onDelete() {}, onSkip() {} })
  parser.write(text)
  parser.close()
  return text
}

type Asker = <T>(url: string, parse: (text: string) => T) => Promise<T>

/** One request after the other, no more a second than NLM allows, each tried again while that may help. */
function createAsker(eutils: Eutils, { get, now, sleep, signal, onRetry }: SearchPorts): Asker {
  const gapMs = Math.ceil(1000 / requestsPerSecond(eutils))
  let nextMs = -Infinity

  return async function ask(url, parse) {
    for (let attempt = 1; ; attempt++) {
      if (now() < nextMs) await sleep(nextMs - now(), signal)
      const tried = await tryOnce(url, parse)
      // From the answer on: a request that was slow to arrive must not come close to the next one.
      nextMs = now() + gapMs
      if ('value' in tried) return tried.value
      if (attempt === attempts || tried.isFinal) throw tried.error
      const waitMs = Math.min(tried.waitMs ?? 1000 * 2 ** (attempt - 1), longestWaitMs)
      onRetry(tried.error.message, waitMs)
      await sleep(waitMs, signal)
    }
  }

  async function tryOnce<T>(url: string, parse: (text: string) => T): Promise<Tried<T>> {
    let answer: HttpAnswer
    let text: string
    try {
      answer = await get(url, { signal })
      text = await answer.text()
    } catch (cause) {
      signal.throwIfAborted()
      const message = `${eutils.url} cannot be reached. Is there a network?`
      return { error: new AppError('network', message, { cause }) }
    }
    if (answer.status !== 200) return toRefusal(answer, text)
    try {
      return { value: parse(text) }
    } catch (cause) {
      const error = toAppError(cause)
      // A refusal of the query stays one; a text that is not whole may come whole the next time.
      return { error, isFinal: error.code === 'usage' }
    }
  }

  function toRefusal({ status, headers }: HttpAnswer, text: string): Tried<never> {
    const words = text.replace(/\s+/g, ' ').slice(0, 200)
    const error = new AppError('network', `${eutils.url} answered ${status}: ${words}`)
    const waitMs = parseRetryAfter(headers.get('retry-after'), now())
    return { error, isFinal: status < 500 && status !== 429, ...(waitMs !== undefined && { waitMs }) }
  }
}

type Tried<T> = { value: T } | { error: AppError; isFinal?: boolean; waitMs?: number }
