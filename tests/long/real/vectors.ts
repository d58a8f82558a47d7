import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultEncoderFolder } from '../../../src/cli/defaults.ts'
import { toInt8, toUint32 } from '../../../src/core/bytes.ts'
import { packFile } from '../../../src/core/pack/manifest.ts'
import { dequantize } from '../../../src/core/quantize.ts'
import { openNodeEncoder } from '../../../src/platform/node/encoder.ts'
import { siteLibraries } from '../../globalSetup.ts'

/** Cosines with all records of the real library, by a full scan in Node. */
export interface RealVectors {
  /** With a question, by PMID. */
  toQuestion(text: string): Promise<Map<string, number>>
  /** With another record, which is left out. */
  toRecord(pmid: string): Map<string, number>
  /** Those of some records that are nearest to the middle of them all, the nearest first. */
  typical(pmids: string[], k: number): string[]
  /** Of a question with each of some texts. */
  toTexts(question: string, texts: string[]): Promise<number[]>
  close(): Promise<void>
}

export async function openRealVectors(): Promise<RealVectors> {
  const bytesOf = (name: string) => new Uint8Array(readFileSync(join(siteLibraries, 'starter', name)))
  const pmids = Array.from(toUint32(bytesOf(packFile.pmids)), String)
  const { card, embedder } = await openNodeEncoder(defaultEncoderFolder, 1)
  const { dims } = card
  const vectors = dequantize(toInt8(bytesOf(packFile.vectors)), dims, packFile.vectors)
  const rowOf = (row: number) => vectors.subarray(row * dims, (row + 1) * dims)
  const scan = (query: Float32Array) => new Map(pmids.map((pmid, row) => [pmid, cosine(query, rowOf(row))]))
  return {
    async toQuestion(text) {
      return scan((await embedder.embed([text], 'query')).vectors)
    },
    toRecord(pmid) {
      const others = scan(rowOf(pmids.indexOf(pmid)))
      others.delete(pmid)
      return others
    },
    typical(members, k) {
      const own = members.map((pmid) => rowOf(pmids.indexOf(pmid)))
      const middle = Float32Array.from({ length: dims }, (_, i) =>
        own.reduce((sum, row) => sum + (row[i] ?? 0), 0),
      )
      return nearest(new Map(members.map((pmid, at) => [pmid, cosine(middle, own[at] ?? middle)])), k)
    },
    async toTexts(question, texts) {
      const asked = (await embedder.embed([question], 'query')).vectors
      const cosines: number[] = []
      for (const text of texts)
        cosines.push(cosine(asked, (await embedder.embed([text], 'document')).vectors))
      return cosines
    },
    close: () => embedder.close(),
  }
}

/** Of vectors of length 1. */
function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}

/** The k PMIDs with the largest cosines, the largest first. */
export function nearest(cosines: ReadonlyMap<string, number>, k: number): string[] {
  return [...cosines]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, k)
    .map(([pmid]) => pmid)
}
