import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { toPubmedSource } from '../core/draft.ts'
import { AppError } from '../core/errors.ts'
import type { Eutils } from '../core/pubmed/eutils.ts'
import type { Manifest } from '../core/pack/manifest.ts'
import { fetchPubmed } from '../engine/pubmedSearch.ts'
import { createTextFolder } from '../platform/node/textFolder.ts'
import { build, type BuildOptions } from './build.ts'
import type { Effects } from './effects.ts'
import { toProgressLine } from './progressLine.ts'

export interface PubmedOptions extends Omit<BuildOptions, 'inputs'> {
  /** In PubMed's query language; it is sent to NLM. */
  term: string
  /** At most so many records, the newest. */
  limit: number
  eutils: Eutils
}

/**
 * Builds a library of what a PubMed search finds. An interrupted command goes on when it is run again; what was found then
 * stays what is fetched.
 */
export async function pubmed(options: PubmedOptions, effects: Effects): Promise<Manifest> {
  const { term, limit, eutils, ...rest } = options
  const folder = join(`${resolve(options.out)}.partial`, 'pubmed')
  effects.out(`Searching PubMed for ${term} …`)
  const start = effects.now()
  let doneAtStart: number | undefined
  const names = await fetchPubmed(eutils, term, limit, {
    get: fetch,
    store: createTextFolder(folder),
    now: Date.now,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    signal: effects.signal,
    onFound({ count, wanted, translation, warnings }) {
      if (translation !== '') effects.out(`  PubMed read it as ${translation}`)
      for (const warning of warnings) effects.out(`  ${warning}`)
      if (count === 0) throw new AppError('usage', 'PubMed finds no record for it. Change the query.')
      effects.out(`  ${count} records${wanted < count ? `, of which the newest ${wanted} are fetched` : ''}`)
    },
    onProgress({ done, total }) {
      doneAtStart ??= done
      const line = { done, total, doneAtStart, elapsedMs: effects.now() - start }
      effects.progress(toProgressLine('fetch', line), done === total)
    },
    onRetry: (reason, waitMs) => effects.out(`  ${reason} Trying again in ${Math.ceil(waitMs / 1000)} s`),
  })
  const inputs = names.map((name) => join(folder, name))
  const description = { source: toPubmedSource(term), ...rest.description }
  return build({ ...rest, inputs, description }, effects)
}
