import { AppError } from '../core/errors.ts'
import { resolveHeadings } from '../core/mesh/resolve.ts'
import type { Manifest } from '../core/pack/manifest.ts'
import { compareRecords } from '../engine/changes.ts'
import { assertSameEncoder } from '../engine/encoder.ts'
import { mapRecords } from '../engine/recordList.ts'
import { findEncoder } from '../platform/node/encoder.ts'
import { collect, makeLibrary, toFileCount, toSource, type BuildOptions, type Workshop } from './build.ts'
import type { Effects } from './effects.ts'
import { listInputs } from './inputs.ts'
import { withJobs } from './jobs.ts'
import { loadMesh } from './meshFiles.ts'
import { withScratch } from './scratch.ts'
import { createReader, openSourceLibrary, tellUnsigned } from './sourceLibrary.ts'

export interface UpdateOptions extends Omit<BuildOptions, 'out' | 'description' | 'limits'> {
  /** Of the library. */
  folder: string
  date?: string
  source?: string
  /** Whether the new version is going to be signed. */
  isSigned: boolean
}

/**
 * Applies files to the library in a folder: its next version takes its place when it is complete.
 * @returns undefined when nothing changes; then nothing is written
 */
export async function update(options: UpdateOptions, effects: Effects): Promise<Manifest | undefined> {
  return withJobs(options, (jobs) =>
    withScratch(options.folder, (scratch) => updateWith({ jobs, scratch }, options, effects)),
  )
}

async function updateWith(
  workshop: Workshop,
  options: UpdateOptions,
  effects: Effects,
): Promise<Manifest | undefined> {
  const startMs = effects.now()
  const { folder } = options
  const library = await openSourceLibrary(folder)
  const { id, title, kind, version, licence, source, meshYear, staleAfterDays } = library.manifest
  assertSameEncoder(library.manifest, (await findEncoder(options.encoderFolder)).card)
  if (!options.mesh && meshYear !== null) {
    throw new AppError(
      'usage',
      `“${title}” has headings of MeSH ${meshYear}: name the descriptors with --mesh, or they would lose their places in the tree.`,
    )
  }

  const files = await listInputs(options.inputs)
  effects.out(`Reading “${title}” and ${toFileCount(files)} …`)
  const mesh = options.mesh && (await loadMesh(options.mesh, effects.signal, options.meshYear))
  const sources = [library.key, ...files]
  const read = createReader([library], workshop.jobs.read)
  const found = await collect(sources, read, { ...options, ...workshop, mesh }, effects)
  const records = mapRecords(found.records, (record) => resolveHeadings(record, mesh))

  const { added, revised, deleted, unchanged } = await compareRecords(library, records)
  effects.out(`  ${added} added, ${revised} revised, ${deleted} deleted, ${unchanged} unchanged`)
  if (added + revised + deleted === 0 && (mesh?.year ?? null) === meshYear) {
    effects.out(`“${title}” has all of it already: nothing is written.`)
    return undefined
  }
  const description = {
    ...{ id, title, kind, licence, version: version + 1 },
    source: options.source ?? toSource(files, source),
    ...(staleAfterDays !== undefined && { staleAfterDays }),
    ...(options.date !== undefined && { date: options.date }),
  }
  const make = { ...options, out: folder, description, mesh, libraries: [library], ...workshop, startMs }
  const manifest = await makeLibrary({ ...found, records }, make, effects)
  tellUnsigned(library, options, effects)
  return manifest
}
