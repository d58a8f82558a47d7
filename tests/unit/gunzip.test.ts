import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gunzip } from '../../src/platform/web/gunzip.ts'
import { createRandom, randomBytes } from '../fakes/random.ts'

const members = ['Thé vert 🍵', '', 'tea '.repeat(50_000)].map((text) => gzipSync(text))
const packed = Buffer.concat([...members, gzipSync(randomBytes(2_000, 1))])
const unpacked = gunzipSync(packed)
/** Where a member ends and the next one begins. */
const edges = members.map((_, index) => Buffer.concat(members.slice(0, index + 1)).length)

/** The bytes in pieces, cut at these places in whatever order. */
async function* cutAt(bytes: Buffer, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const ends = [...cuts.toSorted((a, b) => a - b), bytes.length]
  for (const [index, end] of ends.entries())
    yield await Promise.resolve(bytes.subarray(ends[index - 1] ?? 0, end))
}

async function unpack(bytes: Buffer, cuts: readonly number[] = []): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of gunzip(cutAt(bytes, cuts), 'tea.gz')) parts.push(part)
  expect(Math.max(0, ...parts.map(({ length }) => length))).toBeLessThanOrEqual(64 * 1024)
  return Buffer.concat(parts)
}

describe('130: a gzip file of several members', () => {
  it('is unpacked as Node does it, whatever pieces it comes in', async () => {
    const cut = fc.oneof(fc.constantFrom(...edges), fc.nat(packed.length))
    await fc.assert(
      fc.asyncProperty(fc.array(cut, { maxLength: 8 }), async (cuts) => {
        expect((await unpack(packed, cuts)).equals(unpacked)).toBe(true)
      }),
    )
  })

  it('may have zeros behind and between the members', async () => {
    const zeros = Buffer.alloc(700)
    const padded = Buffer.concat([...members, zeros, gzipSync('more'), zeros])
    const whole = Buffer.concat([...members.map((member) => gunzipSync(member)), Buffer.from('more')])
    expect((await unpack(padded, [edges[2] ?? 0, (edges[2] ?? 0) + 9])).equals(whole)).toBe(true)
  })

  it('is refused where it is cut off within a member', async () => {
    const near = edges.flatMap((edge) => [edge - 1, edge + 1, edge + 10])
    for (const length of [0, 1, 9, 40, ...near, packed.length - 9, packed.length - 1]) {
      await expect(unpack(packed.subarray(0, length)), `${length} bytes`).rejects.toMatchObject({
        code: 'input-invalid',
        message: 'tea.gz is cut off: the packed data ends too early. Download it again.',
      })
    }
  })

  it('is refused, or the same, with any bit changed', async () => {
    const random = createRandom(7)
    let refused = 0
    for (let round = 0; round < 100; round++) {
      const at = Math.floor(random() * packed.length)
      const changed = Buffer.from(packed.with(at, (packed[at] ?? 0) ^ (1 << Math.floor(random() * 8))))
      const found = await unpack(changed).catch((error: unknown) => error)
      if (Buffer.isBuffer(found)) expect(found.equals(unpacked)).toBe(true)
      else {
        expect(found).toMatchObject({ code: 'input-invalid' })
        refused++
      }
    }
    expect(refused).toBeGreaterThan(60)
  })

  it('is refused with anything else behind', async () => {
    const longer = Buffer.concat([packed, Buffer.from('garbage')])
    await expect(unpack(longer, [packed.length])).rejects.toMatchObject({
      code: 'input-invalid',
      message: 'tea.gz is damaged or not gzip data. Download it again.',
    })
  })
})
