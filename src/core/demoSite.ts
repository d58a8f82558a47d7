import * as v from 'valibot'
import { parseJson } from './parseJson.ts'

/** Name of the file in which a built demo site tells how it is to be served, beside its first page. */
export const demoSiteFile = 'site.json'

/** Where the app lies within a demo site: the pages around it are no business of its service worker. */
export const appFolder = 'app/'

const schema = v.object({
  /** Path below which the site lies on its host, with a slash at both ends. */
  base: v.pipe(v.string(), v.regex(/^\/(.*\/)?$/, 'expected a path with a slash at both ends')),
})

export type DemoSite = v.InferOutput<typeof schema>

/** @throws AppError `input-invalid` naming the member that does not fit */
export function parseDemoSite(json: string): DemoSite {
  return parseJson(json, schema, { what: demoSiteFile, code: 'input-invalid' })
}
