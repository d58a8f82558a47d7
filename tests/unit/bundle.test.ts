import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEncoderCard } from '../../src/core/encoder/card.ts'
import { chunkBytes } from '../../src/core/pack/files.ts'
import { createBundleReader, toFileEntry } from '../../src/engine/bundle.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import { randomBytes } from '../fakes/random.ts'
import { fileOf, storePack, toyEncoder } from '../fakes/toyPack.ts'

const name = 'onnx/toy.onnx' // two chunks and a hundred bytes
const { pack } = await toyEncoder()
const bytes = fileOf(pack, name)

async function open() {
  const { store, key } = await storePack(pack, new MemoryStore())
  return { store, key, reader: createBundleReader(store, key, parseEncoderCard(pack.manifest).files) }
}

describe('reading a bundle', () => {
  it('gives any range as it stands in the file', async () => {
    const { reader } = await open()
    const edges = [0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 2 * chunkBytes, bytes.length]
    const place = fc.oneof(fc.constantFrom(...edges), fc.nat(bytes.length))
    await fc.assert(
      fc.asyncProperty(place, place, async (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)]
        const range = await reader.range(name, start, end)
        expect(Buffer.compare(range, bytes.subarray(start, end))).toBe(0)
      }),
      { numRuns: 50 },
    )
  })

  it('gives a whole file', async () => {
    const { reader } = await open()
    expect(Buffer.compare(await reader.file(name), bytes)).toBe(0)
  })

  it('R7: finds a bit that flipped at rest in each chunk, naming file and chunk', async () => {
    for (const index of [0, 1, 2]) {
      const { store, key, reader } = await open()
      store.flip(key, name, index, 99)
      const refusal = {
        code: 'file-damaged',
        message: expect.stringContaining(`chunk ${index} of ${name}`) as string,
      }
      await expect(reader.file(name)).rejects.toMatchObject(refusal)
      await expect(reader.range(name, index * chunkBytes, index * chunkBytes + 1)).rejects.toMatchObject(
        refusal,
      )
    }
  })

  it('F11: a damaged chunk leaves the others readable', async () => {
    const { store, key, reader } = await open()
    store.flip(key, name, 1, 0)
    expect(Buffer.compare(await reader.range(name, 0, chunkBytes), bytes.subarray(0, chunkBytes))).toBe(0)
  })

  it('F14: tells of a chunk that is gone', async () => {
    const { store, key, reader } = await open()
    store.lose(key, name, 2)
    await expect(reader.file(name)).rejects.toMatchObject({
      code: 'file-damaged',
      message: expect.stringMatching(/chunk 2 of onnx\/toy\.onnx is missing.*Get it again/) as string,
    })
  })

  it('refuses a chunk of another size, even where it begins rightly', async () => {
    const { store, key, reader } = await open()
    for (const wrong of [bytes.slice(2 * chunkBytes, -1), new Uint8Array(), randomBytes(chunkBytes, 9)]) {
      await store.putChunk(key, name, 2, wrong)
      await expect(reader.file(name)).rejects.toMatchObject({ code: 'file-damaged' })
    }
  })

  it('does not remember a failure', async () => {
    const { store, key, reader } = await open()
    store.flip(key, name, 0, 5)
    await expect(reader.range(name, 0, 10)).rejects.toMatchObject({ code: 'file-damaged' })
    store.flip(key, name, 0, 5)
    expect(await reader.range(name, 0, 10)).toEqual(bytes.slice(0, 10))
  })

  it('refuses ranges outside the file', async () => {
    const { reader } = await open()
    for (const [start, end] of [
      [-1, 4],
      [0, bytes.length + 1],
      [5, 4],
    ] as const) {
      await expect(reader.range(name, start, end)).rejects.toMatchObject({ code: 'file-damaged' })
    }
  })

  it('refuses a file that the manifest does not list', async () => {
    const { reader } = await open()
    await expect(reader.file('model.json')).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('the entry of a file', () => {
  it.each([0, 1, chunkBytes, chunkBytes + 1])('of %d bytes has a hash for each chunk', async (length) => {
    const entry = await toFileEntry('a', new Uint8Array(length))
    expect(entry.chunks).toHaveLength(Math.ceil(length / chunkBytes))
    expect(entry.bytes).toBe(length)
  })
})
