import type { Draft, PubmedQuery } from '../../core/draft.ts'
import type { CollectProgress, DraftEstimate, MakingProgress } from '../../protocol/draft.ts'
import type { Failure } from '../failure.ts'
import { messages } from '../messages/messages.ts'

/** How far a library of the user's own is. Beside the session: one goes on searching while it is made. */
export interface Making {
  /** Whether its window is shown. */
  isShown: boolean
  stage: MakingStage
}

export type MakingStage =
  | { step: 'source'; search?: PubmedQuery; failure?: Failure }
  | { step: 'columns'; files: File[]; header: string[] }
  | { step: 'reading'; progress?: CollectProgress }
  | { step: 'searching'; search: PubmedQuery; waiting?: string }
  | { step: 'found'; draft: Draft; failure?: Failure }
  | { step: 'fetching'; draft: Draft; progress?: { done: number; total: number }; waiting?: string }
  | { step: 'check'; draft: Draft; estimate: EstimateStage }
  | { step: 'making'; draft: Draft; title: string; progress?: PacedProgress }
  | { step: 'paused'; draft: Draft; title: string; failure?: Failure }
  | { step: 'done'; id: string; title: string; isOpened: boolean }

export type EstimateStage =
  | { stage: 'waiting'; encoder?: { doneBytes: number; totalBytes: number } }
  | { stage: 'known'; estimate: DraftEstimate }
  | { stage: 'failed'; failure: Failure }

/** Both from what was done since it went on; absent in its first moments. */
export interface PacedProgress extends MakingProgress {
  perSecond?: number
  msLeft?: number
}

export type MakingAction =
  | { type: 'shown' }
  | { type: 'hidden' }
  | { type: 'restored'; draft: Draft }
  | { type: 'columns-asked'; files: File[]; header: string[] }
  | { type: 'reading-started' }
  | { type: 'read'; progress: CollectProgress }
  | { type: 'search-started'; search: PubmedQuery }
  | { type: 'found'; draft: Draft }
  | { type: 'fetching-started'; draft: Draft }
  | { type: 'fetched'; done: number; total: number }
  | { type: 'waiting'; reason: string }
  | { type: 'collected'; draft: Draft }
  | { type: 'encoder-progress'; doneBytes: number; totalBytes: number }
  | { type: 'estimated'; estimate: DraftEstimate }
  | { type: 'estimate-failed'; failure: Failure }
  | { type: 'making-started'; draft: Draft; title: string }
  | { type: 'made-progress'; progress: PacedProgress }
  | { type: 'stopped'; failure?: Failure }
  | { type: 'made'; id: string }
  | { type: 'made-opened' }
  | { type: 'discarded'; failure?: Failure }

export const noMaking: Making = { isShown: false, stage: { step: 'source' } }

export function reduceMaking(making: Making, action: MakingAction): Making {
  if (action.type === 'shown' || action.type === 'hidden') return toggle(making, action.type === 'shown')
  const stage = reduceStage(making.stage, action)
  return stage === making.stage ? making : { ...making, stage }
}

/** What is finished, or was only looked at, is not shown a second time. */
function toggle({ stage }: Making, isShown: boolean): Making {
  const isOver = (stage.step === 'done' && stage.isOpened) || (stage.step === 'source' && !isShown)
  return { isShown, stage: isOver ? { step: 'source' } : stage }
}

type StageAction = Exclude<MakingAction, { type: 'shown' | 'hidden' }>

function reduceStage(stage: MakingStage, action: StageAction): MakingStage {
  switch (action.type) {
    case 'restored':
      return stage.step === 'source' ? toRestored(action.draft) : stage
    case 'columns-asked':
      return { step: 'columns', files: action.files, header: action.header }
    case 'reading-started':
      return { step: 'reading' }
    case 'read':
      return stage.step === 'reading' ? { ...stage, progress: action.progress } : stage
    case 'search-started':
      return { step: 'searching', search: action.search }
    case 'found':
      return { step: 'found', draft: action.draft }
    case 'fetching-started':
      return { step: 'fetching', draft: action.draft }
    case 'fetched':
      return stage.step === 'fetching'
        ? { step: 'fetching', draft: stage.draft, progress: { done: action.done, total: action.total } }
        : stage
    case 'waiting':
      return stage.step === 'searching' || stage.step === 'fetching'
        ? { ...stage, waiting: action.reason }
        : stage
    case 'collected':
      return { step: 'check', draft: action.draft, estimate: { stage: 'waiting' } }
    case 'encoder-progress':
    case 'estimated':
    case 'estimate-failed':
      return stage.step === 'check' ? { ...stage, estimate: toEstimateStage(action) } : stage
    case 'making-started':
      return { step: 'making', draft: action.draft, title: action.title }
    case 'made-progress':
      return stage.step === 'making' ? { ...stage, progress: action.progress } : stage
    case 'stopped':
      return toStopped(stage, action.failure ? { failure: action.failure } : {})
    case 'made':
      return stage.step === 'making'
        ? { step: 'done', id: action.id, title: stage.title, isOpened: false }
        : stage
    case 'made-opened':
      return stage.step === 'done' ? { ...stage, isOpened: true } : stage
    case 'discarded':
      return { step: 'source', ...(action.failure && { failure: action.failure }) }
  }
}

/** What another visit has left is gone on with when the user says so. */
function toRestored(draft: Draft): MakingStage {
  if (draft.begun) return { step: 'paused', draft, title: draft.begun.title }
  if (draft.collected) return { step: 'check', draft, estimate: { stage: 'waiting' } }
  return { step: 'found', draft }
}

/** Stopped by the user, or by a failure: back to where it can be gone on from. */
function toStopped(stage: MakingStage, why: { failure?: Failure }): MakingStage {
  switch (stage.step) {
    case 'reading':
      return { step: 'source', ...why }
    case 'searching':
      return { step: 'source', search: stage.search, ...why }
    case 'fetching':
      return { step: 'found', draft: stage.draft, ...why }
    case 'making':
      return { step: 'paused', draft: stage.draft, title: stage.title, ...why }
    default:
      return stage
  }
}

function toEstimateStage(
  action: Extract<StageAction, { type: 'encoder-progress' | 'estimated' | 'estimate-failed' }>,
): EstimateStage {
  switch (action.type) {
    case 'encoder-progress':
      return {
        stage: 'waiting',
        encoder: { doneBytes: action.doneBytes, totalBytes: action.totalBytes },
      }
    case 'estimated':
      return { stage: 'known', estimate: action.estimate }
    case 'estimate-failed':
      return { stage: 'failed', failure: action.failure }
  }
}

/** A title to begin with. */
export function suggestTitle({ source }: Draft): string {
  if (source.kind === 'pubmed') return source.search.term.slice(0, 100)
  const [first = '', ...others] = source.names
  const stem = first.replace(/\.gz$/i, '').replace(/\.[a-z]+$/i, '')
  const words = stem.replace(/[_-]+/g, ' ').trim().slice(0, 100) || messages.makingNotice.myLibrary
  const title = words.charAt(0).toUpperCase() + words.slice(1)
  return others.length === 0 ? title : messages.makingNotice.andMore(title, others.length)
}
