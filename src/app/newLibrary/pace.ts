import type { MakingProgress } from '../../protocol/draft.ts'
import type { PacedProgress } from './making.ts'

/** The first moments tell nothing of the rest. */
const shortestMs = 1_000

/** Adds rate and time left to what is reported of a step, from what was done since this was created. */
export function createPace(now: () => number): (progress: MakingProgress) => PacedProgress {
  let step: MakingProgress['step'] | undefined
  let start = { ms: 0, done: 0, share: 0 }
  return (progress) => {
    if (progress.step !== step) {
      step = progress.step
      start = { ms: now(), done: progress.done, share: progress.share }
    }
    const elapsedMs = now() - start.ms
    const share = progress.share - start.share
    if (elapsedMs < shortestMs || share <= 0) return progress
    return {
      ...progress,
      perSecond: (progress.done - start.done) / (elapsedMs / 1000),
      msLeft: (elapsedMs / share) * (1 - progress.share),
    }
  }
}
