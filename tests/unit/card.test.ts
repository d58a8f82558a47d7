import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { parseEncoderCard, type EncoderCard } from '../../src/core/encoder/card.ts'
import { assertSameEncoder, loadEncoderCard } from '../../src/engine/encoder.ts'
import { refusalOf } from '../fakes/refusal.ts'
import { toyEncoder } from '../fakes/toyPack.ts'

const shippedText = await readFile('models/biohicl-small/model.json', 'utf8')
const shipped = parseEncoderCard(shippedText)

function withMembers(members: Partial<Record<keyof EncoderCard, unknown>>): string {
  return JSON.stringify({ ...shipped, ...members })
}

const [firstProbe] = shipped.probes
const otherHash = 'b'.repeat(64)

const otherEncoders: [what: string, members: Partial<Record<keyof EncoderCard, unknown>>][] = [
  ['a query prefix', { prefixes: { query: 'query: ', document: '' } }],
  ['a document prefix', { prefixes: { query: '', document: 'passage: ' } }],
  ['another pooling', { pooling: 'cls' }],
  ['fewer tokens', { maxTokens: 256 }],
  ['other weights', { source: { ...shipped.source, weights: otherHash } }],
  ['another id', { id: otherHash }],
]

const malformed: [what: string, members: Partial<Record<keyof EncoderCard, unknown>>, words: RegExp][] = [
  [
    '55: a probe with other dims',
    { probes: [{ ...firstProbe, vector: [1, 0] }, ...shipped.probes.slice(1)] },
    /probe vector has other dims/,
  ],
  [
    'two texts for the self-test',
    { probes: shipped.probes.filter(({ selfTest }) => selfTest).slice(0, 2) },
    /three or more/,
  ],
  [
    'a probe with a number that is none',
    { probes: [{ ...firstProbe, vector: [null] }] },
    /probes\.0\.vector\.0/,
  ],
  ['36: a tokenizer that is not among its files', { tokenizer: otherHash }, /tokenizer\.json is not the one/],
  [
    'a backend whose file is not listed',
    { backends: { ...shipped.backends, wasm: 'onnx/other.onnx' } },
    /names a file that is not listed/,
  ],
  ['a floor above 1', { floors: { wasm: 1.5, webgpu: 0.999 } }, /floors\.wasm/],
  ['vectors that are not normalised', { normalize: false }, /normalize/],
  ['a name with a path in it', { name: '../models' }, /name/],
  ['a newer schema', { schema: 2 }, /schema/],
  [
    'a file outside its folder',
    { files: [{ ...shipped.files[0], name: '../config.json' }] },
    /files\.0\.name/,
  ],
]

describe('the encoder card', () => {
  it('that is shipped has the id that follows from its parts, as the exporter in Python made it', async () => {
    expect((await loadEncoderCard(shippedText)).id).toBe(shipped.id)
    expect(shipped).toMatchObject({ name: 'biohicl-small', dims: 384, maxTokens: 512 })
  })

  it.each(otherEncoders)('R3: with %s is not the one its id names', async (_what, members) => {
    await expect(loadEncoderCard(withMembers(members))).rejects.toMatchObject({
      code: 'encoder-invalid',
      message: expect.stringMatching(
        /id [0-9a-f]{64} is not the hash of its parts, which is [0-9a-f]{64}/,
      ) as string,
    })
  })

  it.each(malformed)('with %s is refused', (_what, members, words) => {
    const { code, message } = refusalOf(() => parseEncoderCard(withMembers(members)))
    expect(code).toBe('encoder-invalid')
    expect(message).toMatch(words)
  })

  it('keeps its id whatever is added about backends, floors and probes', async () => {
    const card = await loadEncoderCard(
      withMembers({ floors: { wasm: 0.5, webgpu: 0.5 }, probes: shipped.probes.toReversed() }),
    )
    expect(card.id).toBe(shipped.id)
  })
})

describe('binding a library to its encoder', () => {
  it('R3: refuses another encoder of the same name and dims, naming both', async () => {
    const { card } = await toyEncoder()
    const { card: other } = await toyEncoder({ prefixes: { query: 'query: ', document: '' } })
    const library = { title: 'Heart notes', encoder: { id: other.id, name: other.name } }
    const { code, message } = refusalOf(() => assertSameEncoder(library, card))
    expect(code).toBe('encoder-mismatch')
    expect(message).toContain('Heart notes')
    expect(message).toContain(other.id.slice(0, 12))
    expect(message).toContain(card.id.slice(0, 12))
    expect(() => assertSameEncoder(library, other)).not.toThrow()
  })
})
