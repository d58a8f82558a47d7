import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Manifest } from '../core/pack/manifest.ts'
import type { CsvColumns } from '../core/pubmed/csv.ts'
import { buildLibrary, type BuildDescription, type BuildStep } from '../engine/build.ts'
import { readRecords } from '../engine/collect.ts'
import { openNodeEncoder } from '../platform/node/encoder.ts'
import { createFolderStore } from '../platform/node/folderStore.ts'
import { loadHnswlibModule } from '../platform/node/hnswlibModule.ts'
import { readSourceFile } from '../platform/node/sources/files.ts'
import { createVectorCheckpoint } from '../platform/node/vectorCheckpoint.ts'
import { createHnswLibrary } from '../platform/wasm/hnswlib.ts'
import type { Effects } from './effects.ts'
import { listInputs } from './inputs.ts'
import { loadMesh, type MeshFiles } from './meshFiles.ts'
import { toProgressLine } from './progressLine.ts'

export interface BuildOptions {
  /** Files, or folders of files. */
  inputs: string[]
  out: string
  encoderFolder: string
  description: Omit<BuildDescription, 'source'> & { source?: string }
  /** Texts encoded in one run. One is fastest for the int8 weights, and pads nothing: see docs/benchmarks.md. */
  batchSize: number
  mesh?: MeshFiles
  meshYear?: number
  /** Only the first so many records of a file. */
  limits?: ReadonlyMap<string, number>
  /** Headers of tables that are taken for fields. */
  columns?: CsvColumns
}

/**
 * Builds a library into the folder `out`. An interrupted build is resumed by the same command; a library that stands
 * there already is replaced only by a complete one.
 */
export async function build(options: BuildOptions, effects: Effects): Promise<Manifest> {
  const start = effects.now()
  const files = await listInputs(options.inputs)
  effects.out(`Reading ${files.length} file${files.length === 1 ? '' : 's'} …`)
  const { records, account } = await readRecords(files, {
    read: (path, handlers, reading) => readSourceFile(path, handlers, reading, options.columns),
    signal: effects.signal,
    ...(options.limits && { limitPerFile: options.limits }),
    onSkip: (path, skip) => effects.out(`  skipped ${path}:${skip.place.line}: ${skip.message}`),
  })
  effects.out(`  ${account.kept} records to keep of ${account.read} read`)

  const mesh = options.mesh && (await loadMesh(options.mesh, effects.signal, options.meshYear))
  const { card, embedder } = await openNodeEncoder(options.encoderFolder)
  const workFolder = `${resolve(options.out)}.partial`
  const packFolder = `${workFolder}/pack`
  await rm(packFolder, { recursive: true, force: true }) // an unfinished pack is written anew; its vectors are kept beside it

  let step: BuildStep | undefined
  let stepStart = 0
  let doneAtStart = 0
  let cutTexts = 0
  try {
    const manifest = await buildLibrary(
      {
        ...options.description,
        source:
          options.description.source ??
          files
            .map((file) => basename(file))
            .join(', ')
            .slice(0, 500),
      },
      records,
      {
        ...account,
        skipped: Object.fromEntries(Object.entries(account.skipped).filter(([, count]) => count > 0)),
      },
      {
        embedder,
        card,
        hnsw: await createHnswLibrary(loadHnswlibModule),
        store: createFolderStore(packFolder, 'library'),
        checkpoint: createVectorCheckpoint(workFolder),
        ...(mesh && { mesh }),
        batchSize: options.batchSize,
        signal: effects.signal,
        onCut: () => cutTexts++,
        onProgress({ step: name, done, total }) {
          if (name !== step) [step, stepStart, doneAtStart] = [name, effects.now(), done - 1]
          const line = toProgressLine(name, {
            done,
            total,
            doneAtStart,
            elapsedMs: effects.now() - stepStart,
          })
          effects.progress(line, done === total)
        },
      },
    )
    await putInPlace(packFolder, resolve(options.out))
    await rm(workFolder, { recursive: true, force: true })
    if (cutTexts > 0) {
      effects.out(
        `  ${cutTexts} texts were longer than ${card.maxTokens} tokens; only their beginnings were encoded`,
      )
    }
    effects.out(
      `Built “${manifest.title}”: ${manifest.records} records, recall@10 ${manifest.recallAt10}, ` +
        `${((effects.now() - start) / 1000).toFixed(1)} s, in ${options.out}`,
    )
    return manifest
  } finally {
    await embedder.close()
  }
}

/** The old library gives way only now that the new one is whole. */
async function putInPlace(from: string, to: string): Promise<void> {
  const old = `${to}.old`
  await rm(old, { recursive: true, force: true })
  if (existsSync(to)) await rename(to, old)
  await rename(from, to)
  await rm(old, { recursive: true, force: true })
}
