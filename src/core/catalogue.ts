import * as v from 'valibot'
import { parseJson } from './parseJson.ts'

/** Name of the file that lists a site's libraries, beside their folders. */
export const catalogueFile = 'catalogue.json'

const bytes = v.pipe(v.number(), v.integer(), v.minValue(0))

const catalogueSchema = v.object({
  default: v.optional(v.string()),
  libraries: v.pipe(
    v.array(
      v.object({
        id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
        title: v.string(),
        kind: v.picklist(['pubmed', 'sample-notes']),
        version: v.pipe(v.number(), v.integer(), v.minValue(1)),
        records: v.pipe(v.number(), v.integer(), v.minValue(1)),
        libraryBytes: bytes,
        encoderBytes: bytes,
        /** Key that the library has once it is installed: another one means that there is another version. */
        key: v.string(),
        /** Name of the encoder it was made with: its folder below `models/`. */
        encoder: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)),
      }),
    ),
    v.check(
      (libraries) => new Set(libraries.map(({ id }) => id)).size === libraries.length,
      'two libraries have one id',
    ),
  ),
})

export type CatalogueEntry = Catalogue['libraries'][number]

/** The libraries that a site offers, and the one that it installs on a first visit. */
export type Catalogue = v.InferOutput<typeof catalogueSchema>

/** @throws AppError `library-invalid` */
export function parseCatalogue(json: string): Catalogue {
  return parseJson(json, catalogueSchema, { what: catalogueFile, code: 'library-invalid' })
}
