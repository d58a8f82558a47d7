import * as v from 'valibot'
import { mostChosen, type Filters } from './filters.ts'
import { parseJson } from './parseJson.ts'

const values = v.optional(
  v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(300))), v.maxLength(200)),
  [],
)
const year = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9999)))

const members = {
  headings: v.optional(
    v.pipe(
      v.array(
        v.object({
          ui: v.pipe(v.string(), v.regex(/^(D\d{3,9}|[A-Z])$/, 'expected a heading or a category')),
          treeNumber: v.exactOptional(
            v.pipe(v.string(), v.regex(/^[A-Z](\d{2}(\.\d{3})*)?$/, 'expected a tree number')),
          ),
          mode: v.picklist(['exploded', 'only', 'major', 'exclude']),
        }),
      ),
      v.maxLength(200),
    ),
    [],
  ),
  years: v.optional(v.object({ from: year, to: year }), {}),
  types: values,
  languages: values,
  journals: values,
  species: values,
  sexes: values,
  ages: values,
  evidence: values,
  hedge: v.exactOptional(v.pipe(v.string(), v.maxLength(100))),
  hasAbstract: v.optional(v.boolean(), false),
  hidesRetracted: v.optional(v.boolean(), false),
  pmids: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.regex(/^[1-9]\d{0,9}$/, 'expected a PMID'))),
      v.maxLength(mostChosen),
    ),
    [],
  ),
}

/** Filters from outside: an address, a file. What is not given filters nothing. @throws AppError `input-invalid` */
export function parseFilters(json: string): Filters {
  return parseJson(json, v.object(members), { what: 'filters', code: 'input-invalid' })
}

/** Filters of a saved search. Undefined where they have a member that is not known: without it, it would be another search. */
export function readSavedFilters(saved: unknown): Filters | undefined {
  const parsed = v.safeParse(v.strictObject(members), saved)
  return parsed.success ? parsed.output : undefined
}
