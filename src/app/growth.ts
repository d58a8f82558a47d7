import type { SearchHit } from '../protocol/engine.ts'
import type { Failure } from './failure.ts'
import type { ShownList } from './readySession.ts'

/** The end of a list is being fetched, in slices; or it could not be. */
export type Growth = { stage: 'running'; from: number; upTo: number } | { stage: 'failed'; failure: Failure }

export type GrowthAction =
  | { type: 'growth-started'; upTo: number }
  | { type: 'hits-added'; asked: number; hits: readonly SearchHit[] }
  | { type: 'hits-cut'; length: number }
  | { type: 'growth-stopped' }
  | { type: 'growth-failed'; failure: Failure }

export const firstCount = 10
/** So long a list comes at once; what goes beyond comes in slices. */
export const mostAtOnce = 50
/** What the engine lists at most. */
export const mostListed = 1000
const steps = [mostAtOnce, 200, mostListed]

/** How long the list can be made next; undefined where it has its end, or is as long as lists are. */
export function nextLength({ request, output, isWhole }: ShownList): number | undefined {
  const { length } = output.hits
  return isWhole || length < request.k ? undefined : steps.find((step) => step > length)
}

/** What stands in the list stays where it is. */
export function reduceGrowth(list: ShownList, action: GrowthAction): ShownList {
  if (action.type === 'hits-cut') {
    const { isWhole: _isWhole, ...rest } = list
    return { ...rest, output: { ...list.output, hits: list.output.hits.slice(0, action.length) } }
  }
  const { growth, ...shown } = list
  if (action.type === 'growth-started')
    return { ...shown, growth: { stage: 'running', from: shown.output.hits.length, upTo: action.upTo } }
  if (growth?.stage !== 'running') return list
  switch (action.type) {
    case 'hits-added': {
      const hits = [...shown.output.hits, ...action.hits]
      const isWhole = action.hits.length < action.asked
      return {
        ...shown,
        output: { ...shown.output, hits },
        ...(isWhole ? { isWhole } : hits.length < growth.upTo && { growth }),
      }
    }
    case 'growth-stopped':
      return shown
    case 'growth-failed':
      return { ...shown, growth: { stage: 'failed', failure: action.failure } }
  }
}
