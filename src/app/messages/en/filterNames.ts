import { ages, sexes, species } from '../../../core/checkTagGroups.ts'
import { evidenceLevels } from '../../../core/evidenceLevels.ts'
import type { ValueGroup } from '../../../core/filters.ts'

const namesOf = (values: readonly { id: string; name: string }[]): Record<string, string> =>
  Object.fromEntries(values.map(({ id, name }) => [id, name]))

/** What filters are called, for the chips that take them away and for the lists that they make. */
export const filterNames = {
  /** By id. */
  values: {
    species: namesOf(species),
    sexes: namesOf(sexes),
    ages: namesOf(ages),
    evidence: namesOf(evidenceLevels),
  } satisfies Partial<Record<ValueGroup, Record<string, string>>>,
  evidenceMeanings: Object.fromEntries(evidenceLevels.map(({ id, meaning }) => [id, meaning])),
  excluded: (heading: string) => `not ${heading}`,
  yearsTo: (year: number) => `to ${year}`,
  yearsFrom: (year: number) => `from ${year}`,
  years: (from: number, to: number) => `${from} to ${to}`,
  hasAbstract: 'Has abstract',
  notRetracted: 'Not retracted',
  chosenOnMap: (count: number) => `Chosen on the map (${count})`,
}
