import { rename, rm } from 'node:fs/promises'
import { AppError, toAppError, type ErrorCode } from '../core/errors.ts'
import { downloadFile } from '../platform/node/download.ts'
import type { Effects } from './effects.ts'
import { loadMesh, yearIn } from './meshFiles.ts'
import { toProgressLine } from './progressLine.ts'

/** NLM's folder of all editions. */
export const meshUrl = 'https://nlmpubs.nlm.nih.gov/projects/mesh'

export interface MeshOptions {
  /** The file; its name ends in `.gz`. */
  out: string
  year: number
  /** Without a slash at its end. */
  url: string
}

const canBeDoneByHand: ReadonlySet<ErrorCode> = new Set(['network', 'not-found', 'wrong-body'])

/** Fetches an edition of NLM's descriptors, and reads it once: what takes its place can be built with. */
export async function mesh({ out, year, url }: MeshOptions, effects: Effects): Promise<void> {
  if (!out.endsWith('.gz'))
    throw new AppError('usage', `--out: expected a name that ends in .gz, got “${out}”.`)
  const incoming = `${out}.incoming.gz`
  // The edition in force stands apart from those before it.
  const places = [`${url}/MESH_FILES/xmlmesh/desc${year}.gz`, `${url}/${year}/xmlmesh/desc${year}.gz`]
  try {
    await downloadFirst(places, incoming, effects)
    const { headings } = await loadMesh({ descriptors: incoming }, effects.signal, year)
    await rename(incoming, out)
    effects.out(`MeSH ${year}: ${headings.length} headings, in ${out}`)
    effects.out(`Build with it: --mesh ${out}${yearIn(out) === year ? '' : ` --mesh-year ${year}`}`)
  } catch (thrown) {
    const { code, message } = toAppError(thrown)
    if (!canBeDoneByHand.has(code)) throw thrown
    const words = `By hand: download ${places.join('\nor ')}\nwith a browser, on another computer if need be, and put it at ${out}`
    throw new AppError(code, `${message}\n${words}`, { cause: thrown })
  } finally {
    await rm(incoming, { force: true })
  }
}

async function downloadFirst(places: readonly string[], path: string, effects: Effects): Promise<void> {
  for (const [n, place] of places.entries()) {
    try {
      effects.out(`Fetching ${place} …`)
      await downloadFile(place, path, { signal: effects.signal, onProgress: createProgress(effects) })
      return
    } catch (thrown) {
      if (toAppError(thrown).code !== 'not-found' || n === places.length - 1) throw thrown
    }
  }
}

function createProgress(effects: Effects) {
  const start = effects.now()
  return ({ doneBytes, totalBytes }: { doneBytes: number; totalBytes?: number }) => {
    const done = Math.floor(doneBytes / 1e6)
    if (totalBytes === undefined) return effects.progress(`fetch   ${done} MB`, false)
    const isLast = doneBytes === totalBytes
    const total = Math.ceil(totalBytes / 1e6)
    const elapsedMs = effects.now() - start
    const line = { done: isLast ? total : done, total, doneAtStart: 0, elapsedMs, unit: ' MB' }
    effects.progress(toProgressLine('fetch', line), isLast)
  }
}
