import { join } from 'node:path'
import { AppError } from '../core/errors.ts'
import type { Manifest } from '../core/pack/manifest.ts'
import type { BuildDescription } from '../engine/build.ts'
import { assertSameEncoder } from '../engine/encoder.ts'
import type { OpenLibrary } from '../engine/library.ts'
import { findEncoder } from '../platform/node/encoder.ts'
import { collect, makeLibrary, type BuildOptions, type Workshop } from './build.ts'
import { modelsFolder } from './defaults.ts'
import type { Effects } from './effects.ts'
import { withJobs } from './jobs.ts'
import { withScratch } from './scratch.ts'
import { createReader, meshOf, openSourceLibrary } from './sourceLibrary.ts'

export interface MergeOptions extends Omit<BuildOptions, 'inputs' | 'description' | 'limits' | 'columns'> {
  folders: readonly string[]
  /** What is not given is that of the libraries, joined. */
  description: Pick<BuildDescription, 'id' | 'title'> & Partial<Omit<BuildDescription, 'kind'>>
}

/** Makes one library of several, the same one in whatever order they are named. */
export async function merge(options: MergeOptions, effects: Effects): Promise<Manifest> {
  return withJobs(options, (jobs) =>
    withScratch(options.out, (scratch) => mergeWith({ jobs, scratch }, options, effects)),
  )
}

async function mergeWith(workshop: Workshop, options: MergeOptions, effects: Effects): Promise<Manifest> {
  const startMs = effects.now()
  const opened = await Promise.all(options.folders.map(openSourceLibrary))
  const libraries = opened.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  assertOneEncoder(libraries)
  const { card } = await findEncoder(options.encoderFolder)
  for (const { manifest } of libraries) assertSameEncoder(manifest, card)
  const kind = kindOf(libraries)

  effects.out(`Reading ${libraries.map(({ manifest }) => `“${manifest.title}”`).join(', ')} …`)
  const mesh = await meshOf(libraries, options, effects)
  const keys = [...new Set(libraries.map(({ key }) => key))]
  const read = createReader(libraries, workshop.jobs.read)
  const collection = await collect(keys, read, { ...options, ...workshop, mesh }, effects)
  const description = {
    source: joinDistinct(libraries, ', ', ({ source }) => source),
    licence: joinDistinct(libraries, ' ', ({ licence }) => licence),
    ...options.description,
    kind,
  }
  return makeLibrary(collection, { ...options, description, mesh, libraries, ...workshop, startMs }, effects)
}

function assertOneEncoder(libraries: readonly OpenLibrary[]): void {
  const [first, ...others] = libraries.map(({ manifest }) => manifest)
  const other = others.find(({ encoder }) => encoder.id !== first?.encoder.id)
  if (!first || !other) return
  const toWords = ({ title, encoder: { name, id } }: Manifest) =>
    `“${title}” with ${name} (${id.slice(0, 12)}…)`
  throw new AppError(
    'encoder-mismatch',
    `The libraries were made with different encoders: ${toWords(first)}, ${toWords(other)}. Make one anew with the ` +
      `encoder of the other first: npm run library -- reencode DIR --encoder ${join(modelsFolder, first.encoder.name)}`,
  )
}

/** Texts that are no publications do not go among those that are. */
function kindOf(libraries: readonly OpenLibrary[]): Manifest['kind'] {
  const kinds = new Set(libraries.map(({ manifest }) => manifest.kind))
  if (kinds.size > 1)
    throw new AppError('usage', 'Sample notes are no publications: they are not merged with PubMed records.')
  return libraries[0]?.manifest.kind ?? 'pubmed'
}

function joinDistinct(
  libraries: readonly OpenLibrary[],
  separator: string,
  of: (manifest: Manifest) => string,
): string {
  return [...new Set(libraries.map(({ manifest }) => of(manifest)))].join(separator)
}
