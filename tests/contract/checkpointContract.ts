import { beforeEach, describe, expect, it } from 'vitest'
import type { VectorCheckpoint } from '../../src/engine/build.ts'

/**
 * What a build may rely on.
 * @param open an empty place, and how it is opened again after an interruption
 */
export function checkpointContract(name: string, open: () => Promise<() => Promise<VectorCheckpoint>>): void {
  describe(`finished vectors: ${name}`, () => {
    let reopen: () => Promise<VectorCheckpoint>
    beforeEach(async () => {
      reopen = await open()
    })

    const batches = [Float32Array.of(1, 2), Float32Array.of(3, 4), Float32Array.of(5)]
    const lengths = batches.map(({ length }) => length)

    async function write(count: number): Promise<void> {
      const checkpoint = await reopen()
      await checkpoint.load('plan', lengths)
      for (const batch of batches.slice(0, count)) await checkpoint.append(batch)
    }

    it('are none at first', async () => {
      expect(await (await reopen()).load('plan', lengths)).toHaveLength(0)
    })

    it.each([1, 2, 3])('are there after an interruption behind batch %i', async (count) => {
      await write(count)
      expect([...(await (await reopen()).load('plan', lengths))]).toEqual([1, 2, 3, 4, 5].slice(0, count * 2))
    })

    it('go on behind those that are there', async () => {
      await write(1)
      const checkpoint = await reopen()
      await checkpoint.load('plan', lengths)
      for (const batch of batches.slice(1)) await checkpoint.append(batch)
      expect([...(await (await reopen()).load('plan', lengths))]).toEqual([1, 2, 3, 4, 5])
    })

    it('of another plan count as nothing', async () => {
      await write(3)
      const checkpoint = await reopen()
      expect(await checkpoint.load('another plan', lengths)).toHaveLength(0)
      await checkpoint.append(Float32Array.of(9, 9))
      expect([...(await (await reopen()).load('another plan', lengths))]).toEqual([9, 9])
    })
  })
}
