import * as v from 'valibot'
import { AppError } from './errors.ts'
import { parseJson } from './parseJson.ts'

/** A site that may show the widget in its pages. */
export interface Embedder {
  /** As browsers write it, or one of the patterns for servers on the same device. */
  origin: string
  /** Whether its pages may be told queries and results, where they ask for them. */
  reads: 'nothing' | 'results'
}

/** Name of the file in which a built site keeps its list, beside its pages. */
export const embeddersFile = 'embedders.json'

/** Patterns there are, and the hosts that they mean: servers on the same device alone, on any port. */
const localPatterns: Record<string, (host: string) => boolean> = {
  'http://localhost:*': (host) => host === 'localhost',
  'http://*.localhost:*': (host) => host.endsWith('.localhost'),
  'http://127.0.0.1:*': (host) => host === '127.0.0.1',
}

/** Where nothing is set: whoever develops a page on this device may embed. */
export const localEmbedders: readonly Embedder[] = Object.keys(localPatterns).map((origin) => ({
  origin,
  reads: 'results',
}))

const readsResults = '+results'

/**
 * Reads the setting BIOHICL_EMBEDDERS: origins with spaces between them, such as `https://a.example https://b.example+results`.
 * @throws AppError `usage` naming the entry that is no origin
 */
export function parseEmbedders(setting: string): Embedder[] {
  const entries = setting.split(/\s+/).filter((entry) => entry !== '')
  return entries.map((entry) => {
    const mayRead = entry.endsWith(readsResults)
    const origin = mayRead ? entry.slice(0, -readsResults.length) : entry
    if (!isListable(origin))
      throw new AppError(
        'usage',
        `${entry} may not embed: expected an origin such as https://a.example, with ${readsResults} behind it where its pages may read queries and results.`,
      )
    return { origin, reads: mayRead ? 'results' : 'nothing' }
  })
}

const fileSchema = v.object({
  embedders: v.array(
    v.object({
      origin: v.pipe(v.string(), v.check(isListable, 'expected an origin')),
      reads: v.picklist(['nothing', 'results']),
    }),
  ),
})

/** @throws AppError `input-invalid` naming the member that does not fit */
export function parseEmbeddersFile(json: string): Embedder[] {
  return parseJson(json, fileSchema, { what: embeddersFile, code: 'input-invalid' }).embedders
}

/** @param origin as a browser tells it; `null`, which sandboxed pages have, is on no list */
export function findEmbedder(embedders: readonly Embedder[], origin: string): Embedder | undefined {
  const url = parseOrigin(origin)
  if (!url) return undefined
  return (
    embedders.find((embedder) => embedder.origin === origin) ??
    embedders.find((embedder) => url.protocol === 'http:' && localPatterns[embedder.origin]?.(url.hostname))
  )
}

/** What stands behind `frame-ancestors` in a policy: the site itself, and those who may embed. */
export function frameAncestors(embedders: readonly Embedder[]): string {
  return ["'self'", ...embedders.map(({ origin }) => origin)].join(' ')
}

/** Plain http only on this device: elsewhere the frame would be no secure context, and could check no hash. */
function isListable(origin: string): boolean {
  if (Object.hasOwn(localPatterns, origin)) return true
  const url = parseOrigin(origin)
  // It becomes part of a policy, where a star, a comma or a semicolon would say something else.
  if (!url || !/^([a-z0-9.-]+|\[[0-9a-f:]+\])$/.test(url.hostname)) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url.hostname))
}

function isLocal(host: string): boolean {
  return Object.values(localPatterns).some((isMeant) => isMeant(host))
}

/** @returns undefined where the text is not an origin and nothing else, as browsers write it */
function parseOrigin(text: string): URL | undefined {
  try {
    const url = new URL(text)
    return url.origin === text ? url : undefined
  } catch {
    return undefined
  }
}
