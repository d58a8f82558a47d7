import type { LibraryMap } from '../../protocol/map.ts'
import { toFailure, type Failure } from '../failure.ts'

/** What the page of the map shows. */
export type MapStage =
  | { stage: 'loading' }
  | { stage: 'shown'; map: LibraryMap }
  | { stage: 'absent' } // the library was made without one
  | { stage: 'failed'; failure: Failure }

export async function loadMap(open: () => Promise<LibraryMap>): Promise<MapStage> {
  try {
    return { stage: 'shown', map: await open() }
  } catch (thrown) {
    const failure = toFailure(thrown)
    return failure.code === 'not-found' ? { stage: 'absent' } : { stage: 'failed', failure }
  }
}
