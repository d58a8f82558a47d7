import { beforeEach, describe, expect, it } from 'vitest'
import type { VectorCheckpoint } from '../../src/engine/vectorCheckpoint.ts'

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

    async function loaded(plan = 'plan') {
      const checkpoint = await reopen()
      const count = await checkpoint.load(plan, lengths)
      return { checkpoint, count, vectors: await readAll(checkpoint) }
    }

    async function write(count: number): Promise<void> {
      const checkpoint = await reopen()
      await checkpoint.load('plan', lengths)
      for (const batch of batches.slice(0, count)) await checkpoint.append(batch)
    }

    it('are none at first', async () => {
      expect(await loaded()).toMatchObject({ count: 0, vectors: [] })
    })

    it.each([1, 2, 3])('are there after an interruption behind batch %i', async (count) => {
      await write(count)
      expect(await loaded()).toMatchObject({ count, vectors: [1, 2, 3, 4, 5].slice(0, count * 2) })
    })

    it('go on behind those that are there', async () => {
      await write(1)
      const checkpoint = await reopen()
      await checkpoint.load('plan', lengths)
      for (const batch of batches.slice(1)) await checkpoint.append(batch)
      expect(await readAll(checkpoint)).toEqual([1, 2, 3, 4, 5])
      expect(await loaded()).toMatchObject({ count: 3, vectors: [1, 2, 3, 4, 5] })
    })

    it('of another plan count as nothing', async () => {
      await write(3)
      const { checkpoint, count, vectors } = await loaded('another plan')
      expect([count, vectors]).toEqual([0, []])
      await checkpoint.append(Float32Array.of(9, 9))
      expect(await loaded('another plan')).toMatchObject({ count: 1, vectors: [9, 9] })
    })
  })
}

async function readAll(checkpoint: VectorCheckpoint): Promise<number[]> {
  const vectors: number[] = []
  for await (const piece of checkpoint.read()) vectors.push(...piece)
  return vectors
}
