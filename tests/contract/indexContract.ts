import { beforeAll, describe, expect, it } from 'vitest'
import { toBytes, toHex } from '../../src/core/bytes.ts'
import { dot, searchExact } from '../../src/core/exactIndex.ts'
import { overlap } from '../../src/core/metrics.ts'
import { encodeGraph, parseGraph, type Graph } from '../../src/core/pack/graph.ts'
import type { HnswLibrary, VectorIndex, VectorRows } from '../../src/engine/ports.ts'
import { createHnswLibrary, type MendedHnswlib } from '../../src/platform/wasm/hnswlib.ts'
import { createHnswGraphReader, writeHnswImage } from '../../src/platform/wasm/hnswImage.ts'
import { randomUnitVectors } from '../fakes/random.ts'

export type OpenIndex = (vectors: Float32Array<ArrayBuffer>, dims: number) => Promise<VectorIndex>

const dims = 64
const count = 2000
const seed = 20_260_131
const vectors = randomUnitVectors(count, dims, seed)
const queries = Array.from({ length: 100 }, (_, i) => randomUnitVectors(1, dims, seed + 1 + i))
const vectorOf = (row: number) => vectors.slice(row * dims, (row + 1) * dims)

/** What a search may rely on in every index. */
export function indexContract(name: string, open: OpenIndex): void {
  describe(`vector index: ${name}`, () => {
    let index: VectorIndex
    beforeAll(async () => {
      index = await open(vectors, dims)
      return () => index.close()
    })

    it('says how many vectors it has', () => {
      expect(index.count).toBe(count)
    })

    it('gives cosines in descending order, each that of its row', () => {
      for (const query of queries) {
        const { rows, scores } = index.search(query, 20)
        expect(rows).toHaveLength(20)
        expect(new Set(rows).size).toBe(20)
        rows.forEach((row, place) => {
          expect(scores[place]).toBeLessThanOrEqual(scores[place - 1] ?? 1)
          expect(scores[place]).toBeCloseTo(dot(vectors, row * dims, query), 5)
        })
      }
    })

    it('finds a vector by itself first, with cosine 1', () => {
      for (const row of [0, 1, 999, count - 1]) {
        const found = index.search(vectorOf(row), 3)
        expect(found.rows[0]).toBe(row)
        expect(found.scores[0]).toBeCloseTo(1, 5)
      }
    })

    it(`finds at least 95 % of the exact ten nearest of ${count} random vectors (seed ${seed})`, () => {
      const recalls = queries.map((query) =>
        overlap(index.search(query, 10).rows, searchExact(vectors, dims, query, 10).rows),
      )
      expect(recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length).toBeGreaterThanOrEqual(0.95)
    })

    it('gives the same answer each time, whatever was asked between', () => {
      const query = queries[0] ?? vectorOf(0)
      const first = index.search(query, 10)
      index.search(vectorOf(5), 500)
      expect(index.search(query, 10)).toEqual(first)
    })

    it('hands out results of its own: the next search does not change them', () => {
      const first = index.search(vectorOf(7), 5)
      const copy = { rows: first.rows.slice(), scores: first.scores.slice() }
      index.search(vectorOf(8), 5)
      expect(first).toEqual(copy)
    })

    it('gives all it has when more are asked for', async () => {
      const few = await open(vectors.slice(0, 5 * dims), dims)
      const { rows } = few.search(vectorOf(2), 50)
      expect([...rows].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4])
      few.close()
    })

    it('gives as many as are asked for, beyond what it looks at by default', () => {
      expect(new Set(index.search(vectorOf(2), 1000).rows).size).toBe(1000)
    })

    it('39: works with one vector', async () => {
      const lone = await open(vectorOf(3), dims)
      expect(lone.search(vectorOf(3), 10).rows).toEqual(Uint32Array.of(0))
      expect(lone.search(vectorOf(4), 1).rows).toEqual(Uint32Array.of(0))
      lone.close()
    })

    it('works after another index was closed', async () => {
      const [first, second] = [
        await open(vectors.slice(0, 50 * dims), dims),
        await open(vectors.slice(50 * dims, 90 * dims), dims),
      ]
      first.close()
      expect(second.search(vectorOf(57), 1).rows[0]).toBe(7)
      second.close()
      expect(index.search(vectorOf(57), 1).rows[0]).toBe(57)
    })
  })
}

/** A graph alone, as it comes out of a build. */
async function buildGraph(hnsw: HnswLibrary, rows: Float32Array<ArrayBuffer>, width: number): Promise<Graph> {
  const { graph, index } = await hnsw.build(rowsOf(rows, width), parameters)
  index.close()
  return graph
}

function rowsOf(rows: Float32Array<ArrayBuffer>, width: number): VectorRows {
  return {
    ...{ count: rows.length / width, dims: width },
    row: (row) => rows.subarray(row * width, (row + 1) * width),
  }
}

const parameters = { m: 16, efConstruction: 200, efSearch: 100 }

/** hnswlib behind the port: the contract of an index, and what is stored of it. */
export function hnswContract(name: string, loadModule: () => Promise<MendedHnswlib>): void {
  indexContract(`hnswlib ${name}`, async (rows, width) => {
    const hnsw = await createHnswLibrary(loadModule)
    return hnsw.open(rows, width, await buildGraph(hnsw, rows, width), parameters)
  })

  describe(`hnswlib graph: ${name}`, () => {
    let hnsw: HnswLibrary
    let graph: Graph
    beforeAll(async () => {
      hnsw = await createHnswLibrary(loadModule)
      graph = await buildGraph(hnsw, vectors, dims)
    })

    const hashOf = (built: Graph) => toHex(toBytes(encodeGraph(built)))

    it('is well formed, and has several levels', () => {
      expect(parseGraph(encodeGraph(graph), count)).toEqual(graph)
      expect(graph).toMatchObject({ count, m: 16 })
      expect(graph.maxLevel).toBeGreaterThanOrEqual(1)
    })

    it('58: reaches every node from its entry point', () => {
      const seen = new Set([graph.entryPoint])
      for (const node of seen) for (const neighbour of graph.links[node]?.[0] ?? []) seen.add(neighbour)
      expect(seen.size).toBe(count)
    })

    it('is the same for the same vectors', async () => {
      expect(hashOf(await buildGraph(hnsw, vectors, dims)) === hashOf(graph)).toBe(true)
    })

    it("comes back from hnswlib's own file as it was written into one", () => {
      const image = writeHnswImage(vectors, dims, graph, parameters.efConstruction)
      for (const pieceBytes of [1, 4096, image.length]) {
        const reader = createHnswGraphReader()
        for (let at = 0; at < image.length; at += pieceBytes) reader.push(image.subarray(at, at + pieceBytes))
        expect(hashOf(reader.graph()) === hashOf(graph)).toBe(true)
      }
    })

    it('is not taken from an image that is cut off', () => {
      const image = writeHnswImage(vectors, dims, graph, parameters.efConstruction)
      const reader = createHnswGraphReader()
      reader.push(image.subarray(0, -1))
      expect(() => reader.graph()).toThrow('cut off')
    })

    it('is searched where it was built as where it was opened', async () => {
      const { index: built } = await hnsw.build(rowsOf(vectors, dims), parameters)
      const opened = hnsw.open(vectors, dims, graph, parameters)
      for (const query of queries) expect(built.search(query, 10)).toEqual(opened.search(query, 10))
      built.close()
      opened.close()
    })

    it('gives identical results when it was stored and read again', () => {
      const stored = parseGraph(encodeGraph(graph), count)
      const [before, after] = [
        hnsw.open(vectors, dims, graph, parameters),
        hnsw.open(vectors, dims, stored, parameters),
      ]
      for (const query of queries) expect(after.search(query, 10)).toEqual(before.search(query, 10))
      before.close()
      after.close()
    })

    it('tells of each row that stands in it', async () => {
      const seen: number[] = []
      const rows = rowsOf(vectors.slice(0, 5 * dims), dims)
      const { index } = await hnsw.build(rows, parameters, (done) => void seen.push(done))
      index.close()
      expect(seen).toEqual([1, 2, 3, 4, 5])
    })

    it('leaves the library usable when building is stopped', async () => {
      const stop = new Error('stopped')
      const stopped = hnsw.build(rowsOf(vectors.slice(0, 20 * dims), dims), parameters, (rows) => {
        if (rows === 10) throw stop
      })
      await expect(stopped).rejects.toBe(stop)
      const index = hnsw.open(vectors, dims, graph, parameters)
      expect(index.search(vectorOf(11), 1).rows[0]).toBe(11)
      index.close()
    })

    it('takes equal vectors: each row is found once', async () => {
      const same = new Float32Array(30 * dims)
      for (let row = 0; row < 30; row++) same.set(vectorOf(0), row * dims)
      const index = hnsw.open(same, dims, await buildGraph(hnsw, same, dims), parameters)
      const { rows } = index.search(vectorOf(0), 10)
      expect(new Set(rows).size).toBe(10)
      index.close()
    })
  })
}
