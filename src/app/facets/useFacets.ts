import { useEffect, useState } from 'react'
import type { ListedHeading } from '../../core/mesh/headingTable.ts'
import type { FacetOutput } from '../../protocol/facets.ts'
import type { CallEngine } from '../engineCall.ts'
import type { Ready, ShownList } from '../readySession.ts'
import { createForest, type Forest } from './forest.ts'

/** By what is searched, which is another list of libraries after each opening. */
const forests = new WeakMap<Ready['libraries'], Promise<Forest>>()

function loadForest(libraries: Ready['libraries'], call: CallEngine): Promise<Forest> {
  let forest = forests.get(libraries)
  if (!forest) {
    forest = call('listHeadings', {}).then((headings: ListedHeading[]) => createForest(headings))
    forest.catch(() => forests.delete(libraries)) // the next one who looks tries again
    forests.set(libraries, forest)
  }
  return forest
}

/** The headings of what is searched, once they are here. */
export function useForest(libraries: Ready['libraries'], call: CallEngine): Forest | undefined {
  const [loaded, setLoaded] = useState<{ libraries: Ready['libraries']; forest: Forest }>()
  useEffect(() => {
    let isCurrent = true
    loadForest(libraries, call).then(
      (forest) => isCurrent && setLoaded({ libraries, forest }),
      () => {}, // what keeps the worker from answering is told by the next search
    )
    return () => {
      isCurrent = false
    }
  }, [libraries, call])
  return loaded?.libraries === libraries ? loaded.forest : undefined
}

export interface Looked {
  hasJournals: boolean
  hasHedges: boolean
}

export interface ShownCounts {
  /** Whether they are of the list that is shown; else of the one before it. */
  isCurrent: boolean
  counts: FacetOutput
}

/** Counts over what the list was taken from; those before stay until they come. */
export function useCounts(
  shown: ShownList | undefined,
  { hasJournals, hasHedges }: Looked,
  call: CallEngine,
): ShownCounts | undefined {
  const [counted, setCounted] = useState<{ resultSet: number; counts: FacetOutput }>()
  const resultSet = shown?.output.resultSet
  useEffect(() => {
    if (resultSet === undefined) return
    const controller = new AbortController()
    call('countFacets', { resultSet, hasJournals, hasHedges }, { signal: controller.signal }).then(
      (counts) => setCounted({ resultSet, counts }),
      () => {}, // another answer has come, and is counted instead
    )
    return () => controller.abort()
  }, [resultSet, hasJournals, hasHedges, call])
  return counted && { isCurrent: counted.resultSet === resultSet, counts: counted.counts }
}
