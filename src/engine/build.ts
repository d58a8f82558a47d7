import type { MeshTree } from '../core/mesh/tree.ts'
import { resolveHeadings } from '../core/mesh/resolve.ts'
import { toBytes } from '../core/bytes.ts'
import { AppError } from '../core/errors.ts'
import { encodeGraph } from '../core/pack/graph.ts'
import { mapFile, packFile, packSchema, partsFile, type Manifest } from '../core/pack/manifest.ts'
import { toSampleQuery } from '../core/record.ts'
import { textAnalysis } from '../core/text/terms.ts'
import { describeRecords, toScratchFile } from './describeRecords.ts'
import { encodeTexts, type EncodePorts } from './encodeTexts.ts'
import { goldenFloor, goldenRows } from './golden.ts'
import { layMap } from './layMap.ts'
import { answerGolden, measureNeighbours, measureRecall, sampleRows } from './measure.ts'
import { hashParts } from './parts.ts'
import type { BundleStore, HnswLibrary, HnswParameters } from './ports.ts'
import { mapRecords, type RecordList } from './recordList.ts'
import { recordsPerBlock } from './records.ts'
import { createStoredVectors } from './storedVectors.ts'
import { writePack } from './writePack.ts'

/** What a manifest says where nothing else is said. */
export const usualLicence =
  'Titles and abstracts belong to their publishers. MeSH: U.S. National Library of Medicine.'

export interface BuildDescription extends Pick<Manifest, 'id' | 'title' | 'kind' | 'source' | 'licence'> {
  /** Of two packs with one id the one with the larger number is newer; 1 by default. */
  version?: number
  /** By default the date of the newest record. */
  date?: string
  /** False leaves the abstracts out of the pack: words and meaning still find by them. */
  hasAbstracts?: boolean
  /** How old the library may be before pages say that it is. */
  staleAfterDays?: number
}

export type BuildStep = 'encode' | 'index' | 'measure' | 'map' | 'write'

export interface BuildProgress {
  step: BuildStep
  done: number
  total: number
}

export interface BuildPorts extends Omit<EncodePorts, 'onEncoded'> {
  hnsw: HnswLibrary
  store: BundleStore
  mesh?: MeshTree
  onProgress(progress: BuildProgress): void
}

/** Recall@10 of at least 0.99 on 3,000 abstracts with margin; see docs/benchmarks.md. */
const hnswParameters: HnswParameters = { m: 16, efConstruction: 200, efSearch: 100 }

/**
 * Records → vectors → graph, record blocks and headings → one pack in the store, its manifest last.
 * The same records, encoder and batch size give the same bytes, resumed or not. In memory are vectors, one byte a number, and
 * what hnswlib takes; all else comes from the scratch and goes there.
 */
export async function buildLibrary(
  description: BuildDescription,
  given: RecordList,
  account: Manifest['account'],
  ports: BuildPorts,
): Promise<Manifest> {
  const { card, hnsw, embedder, mesh, scratch, signal, store, onProgress } = ports
  const { length: count } = given
  if (count === 0)
    throw new AppError('input-invalid', 'None of the input files holds a record to build from.')

  const records = mesh ? mapRecords(given, (record) => resolveHeadings(record, mesh)) : given
  const onEncoded = (done: number, total: number) => onProgress({ step: 'encode', done, total })
  const stored = await encodeTexts(records, { ...ports, onEncoded })
  step('index', 0, count)
  const { vectors, exact } = createStoredVectors(stored, card.dims)

  const [sampled, asked] = [sampleRows(count), goldenRows(count)]
  const hasAbstracts = description.hasAbstracts ?? true
  const options = { mesh, hasAbstracts, samples: new Set([...sampled, ...asked]), scratch, signal }
  const { files, pmids, words, samples, date, headings } = await describeRecords(records, options)
  const toQueries = (rows: readonly number[]) =>
    rows.map((row) => samples.get(row)).map((record) => (record ? toSampleQuery(record) : ''))

  const { graph, index } = await hnsw.build(vectors, hnswParameters, async (done) => {
    if (done % 50 !== 0 && done !== count) return
    step('index', done, count)
    await Promise.resolve()
  })
  const recallAt10 = await measureRecall(index, exact, toQueries(sampled), embedder, (done, total) =>
    step('measure', done, total),
  ).finally(() => index.close())
  const ndcgAt10 = mesh ? await measureNeighbours(vectors, exact, records, samples, mesh) : null
  const golden = await answerGolden(toQueries(asked), pmids, exact, words, embedder)

  files.set(packFile.vectors, toScratchFile(scratch, toBytes(stored)))
  files.set(packFile.graph, toScratchFile(scratch, toBytes(encodeGraph(graph))))
  const map = await layMap(vectors, hnsw, async (done, total) => {
    if (done % 50 === 0 || done === total) step('map', done, total)
    await Promise.resolve()
  })
  files.set(mapFile, toScratchFile(scratch, toBytes(map)))
  files.set(partsFile, toScratchFile(scratch, await hashParts(files)))
  const manifest: Omit<Manifest, 'files'> = {
    schema: packSchema,
    ...description,
    version: description.version ?? 1,
    date: description.date ?? date,
    sourceDate: date,
    meshYear: mesh?.year ?? null,
    encoder: { id: card.id, name: card.name, backend: embedder.backend },
    records: count,
    dims: card.dims,
    recordsPerBlock,
    index: { kind: 'hnsw', ...hnswParameters },
    recallAt10,
    ndcgAt10,
    hasAbstracts,
    textAnalysis,
    headings,
    golden: { floor: goldenFloor, queries: golden },
    account,
  }
  return writePack(manifest, files, store, (done, total) => step('write', done, total))

  function step(name: BuildStep, done: number, total: number): void {
    signal.throwIfAborted()
    onProgress({ step: name, done, total })
  }
}
