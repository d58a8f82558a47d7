import { appendFile, mkdir, open, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toBytes } from '../../core/bytes.ts'
import type { VectorCheckpoint } from '../../engine/vectorCheckpoint.ts'

const floatsAtOnce = 256 * 1024

/** Finished vectors of a build in a folder: `plan.txt` says which build they belong to, `vectors.f32` grows. */
export function createVectorCheckpoint(folder: string): VectorCheckpoint {
  const [planPath, vectorsPath] = [join(folder, 'plan.txt'), join(folder, 'vectors.f32')]
  let lengths: readonly number[] = []
  let batches = 0
  return {
    async load(plan, batchLengths) {
      await mkdir(folder, { recursive: true })
      if ((await readFile(planPath, 'utf8').catch(() => '')) !== plan) {
        await writeFile(vectorsPath, '')
        await writeFile(planPath, plan)
      }
      const { size } = await stat(vectorsPath)
      let whole = 0
      batches = 0
      for (const length of batchLengths) {
        if ((whole + length) * 4 > size) break
        whole += length
        batches++
      }
      await truncate(vectorsPath, whole * 4)
      lengths = batchLengths
      return batches
    },
    async append(vectors) {
      await appendFile(vectorsPath, toBytes(vectors))
      batches++
    },
    async *read() {
      const handle = await open(vectorsPath, 'r')
      try {
        for (let next = 0; next < batches;) {
          let length = 0
          while (next < batches && length < floatsAtOnce) length += lengths[next++] ?? 0
          const vectors = new Float32Array(length)
          const { bytesRead } = await handle.read(vectors)
          if (bytesRead !== vectors.byteLength)
            throw new Error(`${vectorsPath} became shorter while it was read.`)
          yield vectors
        }
      } finally {
        await handle.close()
      }
    },
  }
}
