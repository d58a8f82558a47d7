import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { toFloat32 } from '../../src/core/bytes.ts'
import { createMeshTree } from '../../src/core/mesh/tree.ts'
import { parseMeshTsv } from '../../src/core/mesh/tsv.ts'
import { packFile, parseManifest } from '../../src/core/pack/manifest.ts'
import { toEmbeddingText } from '../../src/core/record.ts'
import { planBatches } from '../../src/engine/batches.ts'
import { buildLibrary, type BuildPorts, type BuildProgress } from '../../src/engine/build.ts'
import { openLibrary } from '../../src/engine/library.ts'
import { mapRecords, type RecordList } from '../../src/engine/recordList.ts'
import { openVectors } from '../../src/engine/vectors.ts'
import { verifyLibrary } from '../../src/engine/verify.ts'
import { openScratchFolder } from '../../src/platform/node/scratchFolder.ts'
import { createVectorCheckpoint } from '../../src/platform/node/vectorCheckpoint.ts'
import { FakeEmbedder, toyDims } from '../fakes/fakeEmbedder.ts'
import { createFakeHnsw } from '../fakes/fakeHnsw.ts'
import {
  fileOf,
  fingerprintOf,
  readPack,
  toyAccount,
  toyDescription,
  toyEncoder,
  toyPorts,
  toyRecord,
  toyRecords,
} from '../fakes/toyPack.ts'

const records = toyRecords()
const batchSize = 8
const batches = records.length / batchSize
const { card } = await toyEncoder()

function build(ports: Partial<BuildPorts> = {}, source: RecordList = records) {
  const all = toyPorts(card, { batchSize, ...ports })
  return { ports: all, done: buildLibrary(toyDescription, source, toyAccount(source), all) }
}

async function fingerprint(ports: Partial<BuildPorts> = {}) {
  const started = build(ports)
  await started.done
  return fingerprintOf(await readPack(started.ports.store))
}

const uninterrupted = await fingerprint()

/** Counts the documents it encodes, and stops the build while it encodes the batch of this number. */
class Interruption extends FakeEmbedder {
  readonly controller = new AbortController()
  readonly #at: number

  constructor(at = Infinity) {
    super()
    this.#at = at
  }

  override async embed(texts: readonly string[], kind: 'query' | 'document') {
    if (this.batches === this.#at) this.controller.abort()
    return super.embed(texts, kind)
  }

  get batches(): number {
    return this.runs.filter(({ length }) => length === batchSize).length
  }
}

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

/** A folder in which a build was interrupted after this many of its five batches. */
async function interruptedAfter(finished: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'build-test-'))
  folders.push(folder)
  const embedder = new Interruption(finished - 1)
  const { done } = build({
    embedder,
    checkpoint: createVectorCheckpoint(folder),
    signal: embedder.controller.signal,
  })
  await expect(done).rejects.toMatchObject({ name: 'AbortError' })
  return folder
}

async function resume(folder: string, ports: Partial<BuildPorts> = {}) {
  const embedder = new Interruption()
  const result = await fingerprint({ embedder, checkpoint: createVectorCheckpoint(folder), ...ports })
  return { result, encoded: embedder.batches }
}

describe('building a library', () => {
  it('gives one that passes its check and finds each record by its own text', async () => {
    const { ports, done } = build()
    const manifest = await done
    expect(await verifyLibrary(ports.store)).toEqual(manifest)
    const [stored] = await ports.store.list()
    const library = await openLibrary(stored?.key ?? '', ports.store)
    const { exact } = await openVectors(library, { hnsw: createFakeHnsw(), card })
    for (const [row, record] of records.entries()) {
      const { vectors } = await ports.embedder.embed([toEmbeddingText(record)], 'query')
      expect(exact.search(vectors, 1).rows[0]).toBe(row)
    }
  })

  it('describes what it built', async () => {
    const manifest = await build().done
    expect(manifest).toMatchObject({
      ...toyDescription,
      encoder: { id: card.id, name: 'toy' },
      records: 40,
      dims: toyDims,
      version: 1,
      date: '2020-12-01',
      sourceDate: '2020-12-01',
      meshYear: null,
      recallAt10: 1,
      ndcgAt10: null,
      hasAbstracts: true,
      headings: { given: 0, unknown: 0 },
    })
  })

  it('tells which texts the encoder read only in part', async () => {
    const cut: string[] = []
    const long = toyRecord('7', { title: 'word '.repeat(card.maxTokens + 1) })
    await build({ onCut: ({ pmid }) => cut.push(pmid) }, [toyRecord('3'), long]).done
    expect(cut).toEqual(['7'])
  })

  it('R46: gives the same bytes for the same records', async () => {
    expect(await fingerprint()).toEqual(uninterrupted)
  })

  it('gives the same bytes from a scratch on the disk, in many runs, and from records that are read piece by piece', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'build-test-'))
    folders.push(folder)
    const list = mapRecords(records, (record) => record)
    for (const runChars of [0, 2_000, undefined]) {
      const scratch = await openScratchFolder(join(folder, 'scratch'), runChars)
      const { ports, done } = build({ scratch, checkpoint: createVectorCheckpoint(folder) }, list)
      await done
      expect(await fingerprintOf(await readPack(ports.store))).toEqual(uninterrupted)
      await scratch.close()
    }
  })

  it('encodes in the order of the plan of batches', async () => {
    const embedder = new FakeEmbedder()
    await build({ embedder, batchSize: 7 }).done
    const texts = records.map(toEmbeddingText)
    const planned = planBatches(texts, 7).map((rows) => rows.map((row) => texts[row]))
    expect(embedder.runs.slice(0, planned.length)).toEqual(planned)
  })

  it('gives the same vectors in the order of the records, whatever the size of a batch', async () => {
    for (const size of [1, 3, 7, 40, 100])
      expect(await fingerprint({ batchSize: size })).toEqual(uninterrupted)
  })

  it('gives the same bytes when several texts are encoded at once, and the later ones end first', async () => {
    class Unruly extends FakeEmbedder {
      atOnce = 0
      mostAtOnce = 0

      override async embed(texts: readonly string[], kind: 'query' | 'document') {
        const turns = 40 - this.runs.length
        this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce)
        const embedding = await super.embed(texts, kind)
        for (let turn = 0; turn < turns; turn++) await Promise.resolve()
        this.atOnce--
        return embedding
      }
    }
    for (const workers of [1, 2, 5]) {
      const embedder = new Unruly()
      expect(await fingerprint({ batchSize: 1, workers, embedder })).toEqual(uninterrupted)
      expect(embedder.mostAtOnce).toBe(workers === 1 ? 1 : 2 * workers)
    }
  })

  it('gives headings the identifier that the tree has for their name or entry term, and ships their branch', async () => {
    const mesh = createMeshTree(
      [
        { ui: 'D000001', name: 'Diseases', treeNumbers: ['C01'] },
        { ui: 'D000002', name: 'Sepsis', treeNumbers: ['C01.100'], terms: ['Blood Poisoning'] },
        { ui: 'D000003', name: 'Gout', treeNumbers: ['C02'] },
      ],
      2026,
    )
    const heading = (name: string) => ({ name, major: false, qualifiers: [] })
    const headed = [
      toyRecord('1', { headings: [heading('sepsis'), heading('Unheard Of')] }),
      toyRecord('2', { headings: [heading('Blood poisoning')] }),
    ]
    const { ports, done } = build({ mesh }, headed)
    expect((await done).meshYear).toBe(2026)
    const pack = await readPack(ports.store)
    const shipped = parseMeshTsv(new TextDecoder().decode(fileOf(pack, packFile.mesh)))
    expect(shipped.map(({ name }) => name)).toEqual(['Diseases', 'Sepsis'])
    const [stored] = await ports.store.list()
    const library = await openLibrary(stored?.key ?? '', ports.store)
    const uis = (await library.records([0, 1])).map(({ headings }) => headings.map(({ ui }) => ui))
    expect(uis).toEqual([['D000002', undefined], ['D000002']])
  })

  it('tells of progress that only grows in each step, to its end', async () => {
    const seen: BuildProgress[] = []
    await build({ onProgress: (progress) => void seen.push(progress) }).done
    expect([...new Set(seen.map(({ step }) => step))]).toEqual(['encode', 'index', 'measure', 'map', 'write'])
    for (const step of ['encode', 'index', 'measure', 'map', 'write']) {
      const done = seen.filter((progress) => progress.step === step)
      expect(done.map((progress) => progress.done)).toEqual(
        done.map((progress) => progress.done).toSorted((a, b) => a - b),
      )
      expect(done.at(-1)?.done).toBe(done.at(-1)?.total)
    }
  })

  it('refuses to build from nothing', async () => {
    await expect(build({}, []).done).rejects.toMatchObject({ code: 'input-invalid' })
  })

  it('marks nothing ready that no reader would take', async () => {
    const ports = toyPorts(card)
    const wrong = { ...toyDescription, id: 'No Id' }
    await expect(buildLibrary(wrong, records, toyAccount(records), ports)).rejects.toMatchObject({
      code: 'library-invalid',
    })
    expect(await ports.store.list()).toEqual([])
  })

  it.each(['index', 'measure', 'map', 'write'] as const)(
    'leaves no ready library when it is stopped at the step %s',
    async (step) => {
      const controller = new AbortController()
      const { ports, done } = build({
        signal: controller.signal,
        onProgress: (progress) => progress.step === step && controller.abort(),
      })
      await expect(done).rejects.toMatchObject({ name: 'AbortError' })
      expect((await ports.store.list()).filter(({ isReady }) => isReady)).toEqual([])
    },
  )
})

describe('an interrupted build', () => {
  it.each([1, 2, 4])('goes on after its %d finished batches and gives the same bytes', async (finished) => {
    const folder = await interruptedAfter(finished)
    const told: number[] = []
    const { result, encoded } = await resume(folder, {
      onProgress: ({ step, done }) => void (step === 'encode' && told.push(done)),
    })
    expect(result).toEqual(uninterrupted)
    expect(encoded).toBe(batches - finished)
    expect(told).toHaveLength(encoded) // those that were there already would tell a pace that is none
  })

  it('goes on with several texts at once', async () => {
    const folder = await interruptedAfter(2)
    const { result, encoded } = await resume(folder, { workers: 3 })
    expect(result).toEqual(uninterrupted)
    expect(encoded).toBe(batches - 2)
  })

  it('encodes nothing again when only the writing is left', async () => {
    const folder = await interruptedAfter(3)
    await resume(folder)
    expect((await resume(folder)).encoded).toBe(0)
  })

  it.each([1, 4, 30, toyDims * 4, batchSize * toyDims * 4])(
    'drops a batch whose last %d bytes were lost',
    async (lost) => {
      const folder = await interruptedAfter(3)
      const path = join(folder, 'vectors.f32')
      await truncate(path, (await readFile(path)).length - lost)
      const { result, encoded } = await resume(folder)
      expect(result).toEqual(uninterrupted)
      expect(encoded).toBe(batches - 2)
    },
  )

  it('drops the beginning of a batch that was being written', async () => {
    const folder = await interruptedAfter(3)
    await appendFile(join(folder, 'vectors.f32'), new Uint8Array(100).fill(7))
    const { result, encoded } = await resume(folder)
    expect(result).toEqual(uninterrupted)
    expect(encoded).toBe(batches - 3)
  })

  it('refuses vectors that a power failure left as zeros, and says what to remove', async () => {
    const folder = await interruptedAfter(3)
    const path = join(folder, 'vectors.f32')
    const vectors = toFloat32(new Uint8Array(await readFile(path)))
    vectors.fill(0, vectors.length - 2 * toyDims)
    await writeFile(path, vectors)
    await expect(build({ checkpoint: createVectorCheckpoint(folder) }).done).rejects.toMatchObject({
      code: 'vector-invalid',
      message: expect.stringMatching(/interrupted build.*row 22 /) as string,
    })
  })

  it.each([
    ['other records', {}, toyRecords(41)],
    ['another size of batches', { batchSize: 5 }, records],
    ['another backend', { embedder: new FakeEmbedder('wasm') }, records],
  ] as const)('of %s is not gone on with', async (_what, ports, source) => {
    const folder = await interruptedAfter(3)
    const embedder = 'embedder' in ports ? ports.embedder : new FakeEmbedder()
    const { done } = build({ embedder, checkpoint: createVectorCheckpoint(folder), ...ports }, [...source])
    await done
    const documents = embedder.runs.slice(0, -source.length - 5).flat() // before the titles and the known questions
    expect(documents.toSorted()).toEqual(source.map(toEmbeddingText).toSorted())
  })
})

describe('the plan of batches', () => {
  const plan = fc.record({
    texts: fc.array(fc.string({ maxLength: 12 })),
    batchSize: fc.integer({ min: 1, max: 9 }),
  })

  it('has every row once, short texts first, and only the last batch unfilled', () => {
    fc.assert(
      fc.property(plan, ({ texts, batchSize: size }) => {
        const planned = planBatches(texts, size)
        const rows = planned.flat()
        expect(rows.toSorted((a, b) => a - b)).toEqual([...texts.keys()])
        const lengths = rows.map((row) => texts[row]?.length ?? NaN)
        expect(lengths).toEqual(lengths.toSorted((a, b) => a - b))
        expect(planned.slice(0, -1).every(({ length }) => length === size)).toBe(true)
        expect(planned.every(({ length }) => length > 0)).toBe(true)
      }),
    )
  })

  it('keeps texts of one length in the order of the records', () => {
    expect(planBatches(['bb', 'a', 'cc', 'd'], 3)).toEqual([[1, 3, 0], [2]])
  })

  it('has one order of rows, whatever the size of a batch', () => {
    fc.assert(
      fc.property(plan, ({ texts, batchSize: size }) => {
        expect(planBatches(texts, size).flat()).toEqual(planBatches(texts, 1).flat())
      }),
    )
  })
})

it('the manifest of a built library is read as it was returned', async () => {
  const { ports, done } = build()
  const manifest = await done
  expect(parseManifest((await readPack(ports.store)).manifest)).toEqual(manifest)
})
