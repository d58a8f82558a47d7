/** Headings and counts for the page's filters. Nothing here waits for the encoder. */
import { AppError } from '../core/errors.ts'
import { createHeadingSearch } from '../engine/headingSearch.ts'
import type { JoinedLibraries } from '../engine/joinLibraries.ts'
import type { LibraryLists } from '../engine/queryLists.ts'
import { countResultSet, type ResultSet } from '../engine/resultSet.ts'
import { createValueNames } from '../engine/valueNames.ts'
import type { FacetContract } from '../protocol/facets.ts'
import type { Handlers } from '../rpc/serve.ts'

export interface Faceting {
  handlers: Handlers<FacetContract>
  /** Takes the place of the set that was kept before. @returns the number by which it is counted */
  keep(resultSet: ResultSet): number
  /** @throws AppError `cancelled` where another one has taken its place */
  kept(resultSet: number): ResultSet
}

/** @param joined what is searched. @throws AppError `library-missing` */
export function createFaceting(joined: () => JoinedLibraries): Faceting {
  let kept: ResultSet | undefined
  let number = 0
  let tools: ReturnType<typeof createTools> | undefined

  async function theTools() {
    const lists = await joined().lists()
    if (tools?.lists !== lists) tools = createTools(lists)
    return tools
  }

  function theKept(resultSet: number): ResultSet {
    if (!kept || resultSet !== number) throw new AppError('cancelled', 'Another answer has come meanwhile.')
    return kept
  }

  return {
    kept: theKept,
    keep(resultSet) {
      kept = resultSet
      return ++number
    },
    handlers: {
      async listHeadings() {
        const { headings } = await (await joined().lists()).index()
        return [...headings.headings]
      },
      findHeadings: async ({ text }) => (await theTools()).findHeadings(text),
      async countFacets({ resultSet, hasJournals, hasHedges }, { transfer }) {
        const counts = await countResultSet(theKept(resultSet), { hasHedges, letOthersGo })
        const { nameValues } = await theTools()
        const { types, journals } = counts.groups
        const names = [await nameValues('types', valuesOf(types))]
        if (hasJournals) names.push(await nameValues('journals', valuesOf(journals)))
        transfer(counts.headings.buffer)
        return { ...counts, names: Object.fromEntries(names.flatMap((each) => [...each])) }
      },
    },
  }
}

function createTools(lists: LibraryLists) {
  return { lists, findHeadings: createHeadingSearch(lists), nameValues: createValueNames(lists) }
}

/** Messages that came meanwhile are heard between two tasks only. */
function letOthersGo(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

const valuesOf = (counts: readonly { value: string }[]) => counts.map(({ value }) => value)
