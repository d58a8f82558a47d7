import { resolve } from 'node:path'
import { AppError } from '../core/errors.ts'
import type { Manifest } from '../core/pack/manifest.ts'
import type { BuildDescription } from '../engine/build.ts'
import { findEncoder } from '../platform/node/encoder.ts'
import { collect, makeLibrary, type BuildOptions, type Workshop } from './build.ts'
import type { Effects } from './effects.ts'
import { withJobs } from './jobs.ts'
import { withScratch } from './scratch.ts'
import { createReader, meshOf, openSourceLibrary, tellUnsigned } from './sourceLibrary.ts'

export interface ReencodeOptions extends Omit<BuildOptions, 'inputs' | 'description' | 'limits' | 'columns'> {
  folder: string
  /** What is not given is that of the library, its version one higher. */
  description: Partial<Omit<BuildDescription, 'kind'>>
  /** Whether the new library is going to be signed. */
  isSigned: boolean
}

/** Makes the library of a folder's records with another encoder, in the folder's place or in another one. */
export async function reencode(options: ReencodeOptions, effects: Effects): Promise<Manifest> {
  return withJobs(options, (jobs) =>
    withScratch(options.out, (scratch) => reencodeWith({ jobs, scratch }, options, effects)),
  )
}

async function reencodeWith(
  workshop: Workshop,
  options: ReencodeOptions,
  effects: Effects,
): Promise<Manifest> {
  const startMs = effects.now()
  const library = await openSourceLibrary(options.folder)
  const { id, title, kind, version, source, licence, encoder, staleAfterDays } = library.manifest
  const { card } = await findEncoder(options.encoderFolder)
  const isInPlace = resolve(options.out) === resolve(options.folder)
  if (isInPlace && !options.filter && card.id === encoder.id) {
    throw new AppError(
      'usage',
      `“${title}” was made with ${card.name}. Name another encoder with --encoder, or another folder with --out.`,
    )
  }
  effects.out(`Reading “${title}” …`)
  const mesh = await meshOf([library], options, effects)
  const read = createReader([library], workshop.jobs.read)
  const collection = await collect([library.key], read, { ...options, ...workshop, mesh }, effects)
  const description = {
    ...{ id, title, source, licence, version: version + 1 },
    ...(staleAfterDays !== undefined && { staleAfterDays }),
    ...options.description,
    kind,
  }
  const make = { ...options, description, mesh, libraries: [library], ...workshop, startMs }
  const manifest = await makeLibrary(collection, make, effects)
  tellUnsigned(library, options, effects)
  return manifest
}
