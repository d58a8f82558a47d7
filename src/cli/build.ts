import { rm } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { AppError } from '../core/errors.ts'
import type { MeshTree } from '../core/mesh/tree.ts'
import type { Manifest } from '../core/pack/manifest.ts'
import { createRecordFilter, type RecordFilter } from '../core/recordFilter.ts'
import { buildLibrary, type BuildDescription, type BuildProgress, type BuildStep } from '../engine/build.ts'
import { readRecords, toShortAccount, type Collection, type SourceReader } from '../engine/collect.ts'
import type { OpenLibrary } from '../engine/library.ts'
import { readKnownVectors } from '../engine/packSource.ts'
import type { JobEngine, Scratch } from '../engine/ports.ts'
import { createReadAhead } from '../engine/readAhead.ts'
import { createFolderStore } from '../platform/node/folderStore.ts'
import { loadHnswlibModule } from '../platform/node/hnswlibModule.ts'
import { createVectorCheckpoint } from '../platform/node/vectorCheckpoint.ts'
import { createHnswLibrary } from '../platform/wasm/hnswlib.ts'
import type { Effects } from './effects.ts'
import { listInputs } from './inputs.ts'
import { withJobs, type JobOptions } from './jobs.ts'
import { loadMesh, type MeshFiles } from './meshFiles.ts'
import { toProgressLine } from './progressLine.ts'
import { bringBack, putInPlace } from './putInPlace.ts'
import { withScratch } from './scratch.ts'

export interface BuildOptions extends JobOptions {
  /** Files, or folders of files. */
  inputs: string[]
  out: string
  description: Omit<BuildDescription, 'source'> & { source?: string }
  /** Texts encoded in one run. One is fastest for the int8 weights, and pads nothing: see docs/benchmarks.md. */
  batchSize: number
  mesh?: MeshFiles
  meshYear?: number
  /** Which of the records to keep; all by default. */
  filter?: RecordFilter
  /** Only the first so many records of a file. */
  limits?: ReadonlyMap<string, number>
}

/**
 * Builds a library into the folder `out`. An interrupted build is resumed by the same command; a library that stands
 * there already is replaced only by a complete one.
 */
export async function build(options: BuildOptions, effects: Effects): Promise<Manifest> {
  return withJobs(options, (jobs) =>
    withScratch(options.out, (scratch) => buildWith({ jobs, scratch }, options, effects)),
  )
}

/** What a library is made with. */
export interface Workshop {
  jobs: JobEngine
  scratch: Scratch
}

async function buildWith(workshop: Workshop, options: BuildOptions, effects: Effects): Promise<Manifest> {
  const startMs = effects.now()
  await bringBack(resolve(options.out))
  const files = await listInputs(options.inputs)
  effects.out(`Reading ${toFileCount(files)} …`)
  const mesh = options.mesh && (await loadMesh(options.mesh, effects.signal, options.meshYear))
  const collection = await collect(files, workshop.jobs.read, { ...options, ...workshop, mesh }, effects)
  if (!mesh && collection.hasHeadings) {
    effects.out(
      '  without --mesh headings get no place in the tree; to fetch it: npm run library -- mesh --out FILE.gz',
    )
  }
  const source = options.description.source ?? toSource(files)
  return makeLibrary(
    collection,
    { ...options, ...workshop, description: { ...options.description, source }, mesh, startMs },
    effects,
  )
}

export interface CollectOptions extends Pick<BuildOptions, 'filter' | 'limits'> {
  mesh: MeshTree | undefined
  jobs: Pick<JobEngine, 'workers'>
  scratch: Scratch
}

/** Reads sources, tells of what is left out, and counts. */
export async function collect(
  sources: readonly string[],
  read: SourceReader,
  options: CollectOptions,
  effects: Effects,
): Promise<Collection> {
  const collection = await readRecords(sources, {
    read: createReadAhead(sources, read, options.jobs.workers),
    signal: effects.signal,
    scratch: options.scratch,
    ...(options.limits && { limitPerFile: options.limits }),
    ...(options.filter && { keeps: createRecordFilter(options.filter, options.mesh) }),
    onSkip: (path, skip) => effects.out(`  skipped ${path}:${skip.place.line}: ${skip.message}`),
  })
  const { read: all, kept, skipped } = collection.account
  const filtered = skipped.filtered > 0 ? `, ${skipped.filtered} filtered out` : ''
  effects.out(`  ${kept} records to keep of ${all} read${filtered}`)
  const reasons = Object.entries(toShortAccount(collection.account).skipped)
  if (reasons.length > 0)
    effects.out(`  left out: ${reasons.map(([reason, count]) => `${count} ${reason}`).join(', ')}`)
  if (kept === 0 && skipped.filtered > 0)
    throw new AppError(
      'input-invalid',
      'No record fits --years, --type, --language and --branch. Ask for more.',
    )
  return collection
}

export interface MakeOptions extends Workshop, Pick<BuildOptions, 'out' | 'batchSize'> {
  description: BuildDescription
  mesh: MeshTree | undefined
  /** Libraries whose vectors are taken for texts that are the same. */
  libraries?: readonly OpenLibrary[]
  startMs: number
}

/** Makes a library of collected records in the folder `out`, in the place of one that stands there. */
export async function makeLibrary(
  { records, account }: Pick<Collection, 'records' | 'account'>,
  { out, batchSize, description, mesh, libraries = [], jobs, scratch, startMs }: MakeOptions,
  effects: Effects,
): Promise<Manifest> {
  const { card, embedder } = await jobs.openEncoder()
  const workFolder = `${resolve(out)}.partial`
  const packFolder = `${workFolder}/pack`
  await rm(packFolder, { recursive: true, force: true }) // an unfinished pack is written anew; its vectors are kept beside it

  let cutTexts = 0
  const { backend } = embedder
  const manifest = await buildLibrary(description, records, toShortAccount(account), {
    embedder,
    card,
    hnsw: await createHnswLibrary(loadHnswlibModule),
    store: createFolderStore(packFolder, 'library'),
    checkpoint: createVectorCheckpoint(workFolder),
    scratch,
    ...(mesh && { mesh }),
    ...(libraries.length > 0 && { known: await readKnownVectors(libraries, { ...card, backend }) }),
    batchSize,
    workers: jobs.workers,
    signal: effects.signal,
    onCut: () => cutTexts++,
    onProgress: createProgress(effects),
  })
  await putInPlace(packFolder, resolve(out))
  await rm(workFolder, { recursive: true, force: true })
  if (cutTexts > 0) {
    effects.out(
      `  ${cutTexts} texts were longer than ${card.maxTokens} tokens; only their beginnings were encoded`,
    )
  }
  effects.out(
    `Built “${manifest.title}”: ${manifest.records} record${manifest.records === 1 ? '' : 's'}, recall@10 ${manifest.recallAt10}, ` +
      `${((effects.now() - startMs) / 1000).toFixed(1)} s, in ${out}`,
  )
  return manifest
}

function createProgress(effects: Effects): (progress: BuildProgress) => void {
  let step: BuildStep | undefined
  let stepStart = 0
  let doneAtStart = 0
  return ({ step: name, done, total }) => {
    if (name !== step) [step, stepStart, doneAtStart] = [name, effects.now(), done - 1]
    const line = toProgressLine(name, { done, total, doneAtStart, elapsedMs: effects.now() - stepStart })
    effects.progress(line, done === total)
  }
}

export function toFileCount({ length }: readonly string[]): string {
  return `${length} file${length === 1 ? '' : 's'}`
}

/** What a manifest says of where records come from: what it said before, and the names of further files. */
export function toSource(files: readonly string[], before = ''): string {
  const names = files.map((file) => basename(file)).filter((name) => !before.includes(name))
  return [...(before ? [before] : []), ...names].join(', ').slice(0, Math.max(500, before.length))
}
