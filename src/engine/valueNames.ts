import { rowsWith } from '../core/facetTable.ts'
import type { PubmedRecord } from '../core/record.ts'
import type { LibraryLists } from './queryLists.ts'

type NamedGroup = 'types' | 'journals'

const namesIn: Record<NamedGroup, (record: PubmedRecord) => string[]> = {
  types: ({ publicationTypes }) => publicationTypes,
  journals: ({ journal }) => (journal ? [journal.abbreviation ?? journal.title, journal.title] : []),
}

/** Spells values of lists, which have small letters only, as records do. What was read once is kept. */
export type ValueNames = (group: NamedGroup, values: readonly string[]) => Promise<Map<string, string>>

export function createValueNames({ table, records }: Pick<LibraryLists, 'table' | 'records'>): ValueNames {
  const kept = { types: new Map<string, string>(), journals: new Map<string, string>() }
  return async (group, values) => {
    const names = kept[group]
    const { columns } = await table()
    const column = group === 'types' ? columns.type : columns.jour
    const open = values.filter((value) => !names.has(value))
    const found = await records(open.flatMap((value) => rowsWith(column, value)[0] ?? []))
    for (const record of found)
      for (const name of namesIn[group](record))
        if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name)
    return new Map(values.map((value) => [value, names.get(value) ?? value]))
  }
}
