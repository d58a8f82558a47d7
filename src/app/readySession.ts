import type { Breadth } from '../core/breadth.ts'
import type { CatalogueEntry } from '../core/catalogue.ts'
import { countFilters, noFilters, type Filters } from '../core/filters.ts'
import type { PubmedRecord } from '../core/record.ts'
import type {
  EncoderStatus,
  LibraryStatus,
  OpenedLibraries,
  OpenStep,
  SearchHit,
  SearchMode,
  SearchOutput,
  SearchSort,
} from '../protocol/engine.ts'
import type { TransferProgress } from '../protocol/transfer.ts'
import type { Failure } from './failure.ts'
import { noFile, type FileStage } from './fileStage.ts'
import { reduceGrowth, type Growth, type GrowthAction } from './growth.ts'
import { withProgress, type InstallProgress } from './installProgress.ts'

/** The phase in which one searches and reads. An answer counts only while its turn is the one that runs. */
export interface Ready {
  phase: 'ready'
  /** The main one of those that are searched: its encoder reads the questions. */
  library: LibraryStatus
  /** All that are searched, the main one first. */
  libraries: readonly LibraryStatus[]
  refused: OpenedLibraries['refused']
  encoder: EncoderStage
  /** What the search field holds, as typed. */
  text: string
  mode: SearchMode
  isExact: boolean
  filters: Filters
  sort: SearchSort
  /** Absent: the tree has no say in the order. */
  breadth?: Breadth
  search: SearchStage
  /** Stays on the page, under its own query, until another answer takes its place. */
  shown?: ShownList
  reading?: PubmedRecord
  network: 'unknown' | 'online' | 'offline'
  update: UpdateStage
  file: FileStage
}

/** While it is not ready, searches go by words. */
export type EncoderStage =
  { stage: 'loading'; step: LoadStep } | { stage: 'ready'; status: EncoderStatus } | EncoderFailure

/** `smaller`: a library of the site whose encoder takes less memory, where that is what it failed for. */
export interface EncoderFailure {
  stage: 'failed'
  failure: Failure
  smaller?: CatalogueEntry
}

export type LoadStep = { what: 'runtime'; doneBytes: number; totalBytes?: number } | { what: OpenStep }

export interface SearchRequest {
  text: string
  mode: SearchMode
  k: number
  isExact: boolean
  /** Absent where there are none. */
  filters?: Filters
  /** Absent: by relevance. */
  sort?: SearchSort
  breadth?: Breadth
}

type SearchStage =
  | { stage: 'idle' }
  | { stage: 'waiting' } // for the typist to pause
  | { stage: 'running'; turn: number; request: SearchRequest }
  | { stage: 'failed'; request: SearchRequest; failure: Failure }

export interface ShownList {
  /** As it was first asked for; the list may have become longer. */
  request: SearchRequest
  output: SearchOutput
  growth?: Growth
  /** There was less to add to it than was asked for. */
  isWhole?: true
}

export type UpdateStage =
  | { stage: 'none' }
  | { stage: 'offered'; entry: CatalogueEntry }
  | { stage: 'installing'; entry: CatalogueEntry; progress: InstallProgress }
  | { stage: 'failed'; entry: CatalogueEntry; failure: Failure }

export type ReadyAction =
  | { type: 'typed'; text: string }
  | { type: 'load-step'; step: LoadStep }
  | { type: 'encoder-opened'; status: EncoderStatus }
  | ({ type: 'encoder-failed' } & Omit<EncoderFailure, 'stage'>)
  | { type: 'mode-set'; mode: SearchMode }
  | { type: 'exact-set'; isExact: boolean }
  | { type: 'filters-set'; filters: Filters }
  | { type: 'sort-set'; sort: SearchSort }
  | { type: 'breadth-set'; breadth: Breadth | undefined }
  | { type: 'search-started'; turn: number; request: SearchRequest }
  | { type: 'answered'; turn: number; output: SearchOutput }
  | { type: 'search-failed'; turn: number; failure: Failure }
  | GrowthAction
  | { type: 'record-opened'; pmid: string }
  | { type: 'record-read'; record: PubmedRecord }
  | { type: 'record-closed' }
  | { type: 'network-seen'; network: 'online' | 'offline' }
  | { type: 'update-offered'; entry: CatalogueEntry }
  | { type: 'update-started'; entry: CatalogueEntry }
  | { type: 'update-progress'; progress: TransferProgress }
  | { type: 'update-failed'; failure: Failure }

export function createReady(
  { libraries, refused }: OpenedLibraries,
  text: string,
  filters: Filters = noFilters,
): Ready {
  return {
    phase: 'ready',
    library: libraries[0],
    libraries,
    refused,
    encoder: { stage: 'loading', step: { what: 'runtime', doneBytes: 0 } },
    text,
    mode: 'both',
    isExact: false,
    filters,
    sort: 'relevance',
    search: { stage: 'idle' },
    network: 'unknown',
    update: { stage: 'none' },
    file: noFile,
  }
}

export function reduceReady(ready: Ready, action: ReadyAction): Ready {
  switch (action.type) {
    case 'typed':
      return type(ready, action.text)
    case 'load-step':
      return { ...ready, encoder: { stage: 'loading', step: action.step } }
    case 'encoder-opened':
      return { ...ready, encoder: { stage: 'ready', status: action.status } }
    case 'encoder-failed': {
      const { type: _type, ...failed } = action
      return { ...ready, encoder: { stage: 'failed', ...failed } }
    }
    case 'mode-set':
      return { ...ready, mode: action.mode }
    case 'exact-set':
      return { ...ready, isExact: action.isExact }
    case 'filters-set':
      return isAsked({ ...ready, filters: action.filters })
        ? { ...ready, filters: action.filters }
        : withoutShown({ ...ready, filters: action.filters })
    case 'sort-set':
      return { ...ready, sort: action.sort }
    case 'breadth-set': {
      const { breadth: _breadth, ...others } = ready
      return action.breadth === undefined ? others : { ...others, breadth: action.breadth }
    }
    case 'search-started':
      return { ...ready, search: { stage: 'running', turn: action.turn, request: action.request } }
    case 'answered': {
      const { search } = ready
      if (search.stage !== 'running' || search.turn !== action.turn) return ready
      const shown = { request: search.request, output: action.output }
      return keepReading({ ...ready, search: { stage: 'idle' }, shown })
    }
    case 'search-failed': {
      const { search } = ready
      if (search.stage !== 'running' || search.turn !== action.turn) return ready
      return { ...ready, search: { stage: 'failed', request: search.request, failure: action.failure } }
    }
    case 'growth-started':
    case 'hits-added':
    case 'hits-cut':
    case 'growth-stopped':
    case 'growth-failed':
      return grow(ready, action)
    case 'record-opened': {
      const hit = ready.shown?.output.hits.find(({ record }) => record.pmid === action.pmid)
      return hit ? { ...ready, reading: hit.record } : ready
    }
    case 'record-read':
      return { ...ready, reading: action.record }
    case 'record-closed':
      return withoutReading(ready)
    case 'network-seen':
      return { ...ready, network: action.network }
    default:
      return { ...ready, update: reduceUpdate(ready.update, action) }
  }
}

/** Whether the list on the page is the answer to exactly this request, as well as it can be answered now. */
export function isShown({ shown, encoder }: Ready, { mode, k, ...request }: SearchRequest): boolean {
  return (
    shown !== undefined &&
    isSameList(shown.request, { mode, ...request }) &&
    shown.request.k >= k &&
    (shown.output.mode === mode || encoder.stage !== 'ready')
  )
}

/** The libraries in which a hit stands, first that which gives its record. */
export function librariesOf(searched: readonly LibraryStatus[], hit: SearchHit | undefined): LibraryStatus[] {
  return (hit?.libraries ?? []).flatMap((id) => searched.find((library) => library.id === id) ?? [])
}

/** Whether two requests ask for one list, of whatever length. Filters are never changed, but replaced. */
export function isSameList(a: Omit<SearchRequest, 'k'>, b: Omit<SearchRequest, 'k'>): boolean {
  return (
    a.text === b.text &&
    a.mode === b.mode &&
    a.isExact === b.isExact &&
    a.filters === b.filters &&
    a.sort === b.sort &&
    a.breadth === b.breadth
  )
}

/** What is asked for when the field is submitted. */
export function toRequest({ text, mode, isExact, filters, sort, breadth }: Ready, k: number): SearchRequest {
  return {
    ...{ text: text.trim(), mode, k, isExact },
    ...(countFilters(filters) > 0 && { filters }),
    ...(sort !== 'relevance' && { sort }),
    ...(breadth !== undefined && { breadth }),
  }
}

/** Whether there is something to search for: filters alone are. */
export function isAsked({ text, filters }: Ready): boolean {
  return text.trim() !== '' || countFilters(filters) > 0
}

function type(ready: Ready, text: string): Ready {
  if (!isAsked({ ...ready, text })) return { ...withoutShown(ready), text }
  const isAnswered = isShown(ready, toRequest({ ...ready, text }, 1))
  return { ...ready, text, search: { stage: isAnswered ? 'idle' : 'waiting' } }
}

function grow(ready: Ready, action: GrowthAction): Ready {
  const shown = ready.shown && reduceGrowth(ready.shown, action)
  return shown === ready.shown || !shown ? ready : { ...ready, shown }
}

/** The open record is closed when the new list does not have it: the list and the reader never tell two stories. */
function keepReading(ready: Ready): Ready {
  const { reading, shown } = ready
  return shown?.output.hits.some(({ record }) => record.pmid === reading?.pmid)
    ? ready
    : withoutReading(ready)
}

function withoutShown(ready: Ready): Ready {
  const { shown: _shown, ...rest } = withoutReading(ready)
  return { ...rest, search: { stage: 'idle' } }
}

function withoutReading({ reading: _reading, ...ready }: Ready): Ready {
  return ready
}

type UpdateAction = Extract<ReadyAction, { type: `update-${string}` }>

function reduceUpdate(update: UpdateStage, action: UpdateAction): UpdateStage {
  switch (action.type) {
    case 'update-offered':
      return update.stage === 'none' ? { stage: 'offered', entry: action.entry } : update
    case 'update-started':
      return { stage: 'installing', entry: action.entry, progress: {} }
    case 'update-progress':
      return update.stage === 'installing'
        ? { ...update, progress: withProgress(update.progress, action.progress) }
        : update
    case 'update-failed':
      return update.stage === 'installing'
        ? { stage: 'failed', entry: update.entry, failure: action.failure }
        : update
  }
}
