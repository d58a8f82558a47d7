import * as v from 'valibot'
import type { Json } from '../../core/canonicalJson.ts'
import type { Filters } from '../../core/filters.ts'

const texts = v.array(v.string())

const filtersSchema = v.strictObject({
  headings: v.array(
    v.strictObject({
      ui: v.string(),
      treeNumber: v.exactOptional(v.string()),
      mode: v.picklist(['exploded', 'only', 'major', 'exclude']),
    }),
  ),
  years: v.strictObject({ from: v.exactOptional(v.number()), to: v.exactOptional(v.number()) }),
  types: texts,
  languages: texts,
  journals: texts,
  species: texts,
  sexes: texts,
  ages: texts,
  evidence: texts,
  hedge: v.exactOptional(v.string()),
  hasAbstract: v.boolean(),
  hidesRetracted: v.boolean(),
  pmids: texts,
}) satisfies v.GenericSchema<unknown, Filters>

/** Undefined for what another version of the app has saved: a part of it would be another search. */
export function parseFilters(saved: Json): Filters | undefined {
  const parsed = v.safeParse(filtersSchema, saved)
  return parsed.success ? parsed.output : undefined
}
