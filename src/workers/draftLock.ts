import { AppError } from '../core/errors.ts'
import { isInMemory } from './openStore.ts'

/** A call that was ended a moment ago lets go as soon as the text is encoded that it is at. */
const longestWaitMs = 10_000

/**
 * One tab and one worker at a time works at the draft.
 * @throws AppError `usage` when another tab does, `storage-refused` where nothing can be stored: a draft is not held in memory
 */
export async function withDraftLock<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
  if (isInMemory())
    throw new AppError('storage-refused', 'A library is not made where nothing can be stored.')
  const tooLong = AbortSignal.timeout(longestWaitMs)
  let isHeld = false
  try {
    return await navigator.locks.request(
      'biohicl-draft',
      { signal: AbortSignal.any([signal, tooLong]) },
      () => {
        isHeld = true
        return task()
      },
    )
  } catch (thrown) {
    if (isHeld || signal.aborted) throw thrown
    throw new AppError('usage', 'Another tab of this site is making a library. Finish or cancel it there.', {
      cause: thrown,
    })
  }
}
