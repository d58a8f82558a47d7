import { appendFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toBytes, toFloat32 } from '../../core/bytes.ts'
import type { VectorCheckpoint } from '../../engine/build.ts'

/** Finished vectors of a build in a folder: `plan.txt` says which build they belong to, `vectors.f32` grows. */
export function createVectorCheckpoint(folder: string): VectorCheckpoint {
  const [planPath, vectorsPath] = [join(folder, 'plan.txt'), join(folder, 'vectors.f32')]
  return {
    async load(plan, batchLengths) {
      await mkdir(folder, { recursive: true })
      if ((await readFile(planPath, 'utf8').catch(() => '')) !== plan) {
        await writeFile(vectorsPath, '')
        await writeFile(planPath, plan)
      }
      const stored = toFloat32(new Uint8Array(await readFile(vectorsPath)))
      let whole = 0
      for (const length of batchLengths) {
        if (whole + length > stored.length) break
        whole += length
      }
      await truncate(vectorsPath, whole * 4)
      return stored.subarray(0, whole)
    },
    append: (vectors) => appendFile(vectorsPath, toBytes(vectors)),
  }
}
