import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toInt8, toUint32 } from '../src/core/bytes.ts'
import { overlap } from '../src/core/metrics.ts'
import { parseGraph } from '../src/core/pack/graph.ts'
import { packFile, parseManifest } from '../src/core/pack/manifest.ts'
import { dequantize } from '../src/core/quantize.ts'
import { toEmbeddingText } from '../src/core/record.ts'
import { createBundleReader } from '../src/engine/bundle.ts'
import { planBatches } from '../src/engine/batches.ts'
import { createExactIndex } from '../src/engine/vectors.ts'
import { createRecordReader } from '../src/engine/records.ts'
import { build } from '../src/cli/build.ts'
import { defaultEncoderFolder } from '../src/cli/defaults.ts'
import { openNodeEncoder } from '../src/platform/node/encoder.ts'
import { createFolderStore } from '../src/platform/node/folderStore.ts'
import { loadHnswlibModule } from '../src/platform/node/hnswlibModule.ts'
import { createHnswLibrary } from '../src/platform/wasm/hnswlib.ts'
import { spread, type Figure } from './stats.ts'

const sampleSize = 96

/** Encoding by batch size, exact against HNSW, and a whole build: all in Node, on one installed library. */
export async function benchNode(libraryFolder: string, rows?: string): Promise<Figure[]> {
  const store = createFolderStore(libraryFolder, 'library')
  const [bundle] = await store.list()
  if (!bundle) throw new Error(`${libraryFolder} holds no library.`)
  const manifest = parseManifest(bundle.manifest)
  const reader = createBundleReader(store, bundle.key, manifest.files)
  const readRecords = await createRecordReader(reader, manifest.recordsPerBlock)
  const step = Math.max(1, Math.floor(manifest.records / sampleSize))
  const sample = await readRecords(
    Array.from({ length: Math.min(sampleSize, manifest.records) }, (_, i) => i * step),
  )
  const { embedder } = await openNodeEncoder(defaultEncoderFolder)
  const figures: Figure[] = []

  const texts = sample.map(toEmbeddingText)
  for (const batchSize of [1, 8, 16]) {
    const rates: number[] = []
    for (let run = 0; run < 3; run++) {
      const start = performance.now()
      for (const batch of planBatches(texts, batchSize)) {
        await embedder.embed(
          batch.map((row) => texts[row] ?? ''),
          'document',
        )
      }
      rates.push((1000 * texts.length) / (performance.now() - start))
    }
    figures.push({
      what: `encode abstracts in Node, int8, ${batchSize} a run`,
      value: spread(rates, 'records/s'),
      ...(batchSize === 1 && { target: '≥ 25 records/s' }),
    })
  }

  const vectors = dequantize(toInt8(await reader.file(packFile.vectors)), manifest.dims, packFile.vectors)
  const graph = parseGraph(toUint32(await reader.file(packFile.graph)), manifest.records)
  const hnsw = (await createHnswLibrary(loadHnswlibModule)).open(
    vectors,
    manifest.dims,
    graph,
    manifest.index,
  )
  const exact = createExactIndex(vectors, manifest.dims)
  const times = { exact: [] as number[], hnsw: [] as number[] }
  const recalls: number[] = []
  for (const { title } of sample) {
    const { vectors: query } = await embedder.embed([title], 'query')
    const timed = (kind: 'exact' | 'hnsw', search: () => { rows: Uint32Array }) => {
      const start = performance.now()
      const { rows: found } = search()
      times[kind].push(performance.now() - start)
      return found
    }
    const found = timed('hnsw', () => hnsw.search(query, 10))
    recalls.push(
      overlap(
        found,
        timed('exact', () => exact.search(query, 10)),
      ),
    )
  }
  const mean = recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length
  figures.push(
    {
      what: `HNSW search, k = 10, ${manifest.records} × ${manifest.dims}`,
      value: spread(times.hnsw, 'ms', 2),
    },
    { what: 'exact search of the same', value: spread(times.exact, 'ms', 2) },
    {
      what: `HNSW recall@10 against exact, ${recalls.length} titles`,
      value: mean.toFixed(4),
      target: '≥ 0.99',
    },
  )
  await embedder.close()
  if (rows !== undefined) figures.push(await benchBuild(rows))
  return figures
}

async function benchBuild(rows: string): Promise<Figure> {
  const records = 500
  const folder = mkdtempSync(join(tmpdir(), 'biohicl-bench-'))
  const start = performance.now()
  await build(
    {
      inputs: [rows],
      limits: new Map([[rows, records]]),
      out: join(folder, 'bench'),
      encoderFolder: defaultEncoderFolder,
      batchSize: 1,
      description: { id: 'bench', title: 'Bench', kind: 'pubmed', licence: 'none' },
    },
    { out() {}, progress() {}, now: () => performance.now(), signal: new AbortController().signal },
  )
  const seconds = (performance.now() - start) / 1000
  rmSync(folder, { recursive: true })
  return {
    what: `build of ${records} records, reading to pack`,
    value: `${(records / seconds).toFixed(1)} records/s (${seconds.toFixed(1)} s)`,
    target: '≥ 25 records/s',
  }
}
