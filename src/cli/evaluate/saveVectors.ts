import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toBytes } from '../../core/bytes.ts'

/**
 * Writes each list of vectors as NAME.f32 and each list of labels as NAME.json, for others to compute on.
 * @param vectors texts × dims, row-major; in the file little-endian float32
 */
export async function saveVectors(
  folder: string,
  vectors: Record<string, Float32Array<ArrayBuffer>>,
  labels: Record<string, readonly (string | number)[]>,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [name, rows] of Object.entries(vectors))
    await writeFile(join(folder, `${name}.f32`), toBytes(rows))
  for (const [name, list] of Object.entries(labels))
    await writeFile(join(folder, `${name}.json`), `${JSON.stringify(list)}\n`)
}
