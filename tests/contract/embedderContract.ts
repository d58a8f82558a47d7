import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EncoderCard } from '../../src/core/encoder/card.ts'
import { dot } from '../../src/core/exactIndex.ts'
import { assertUnitVectors } from '../../src/core/vector.ts'
import type { Embedder } from '../../src/engine/ports.ts'
import { runSelfTest } from '../../src/engine/selfTest.ts'

export interface OpenedEmbedder {
  card: EncoderCard
  embedder: Embedder
}

const mixed = [
  'sepsis',
  'Does early mobilisation after hip fracture surgery reduce the risk of pneumonia in older adults?',
  'Wirksamkeit von Physiotherapie bei älteren Patienten mit chronischen Rückenschmerzen',
  `${'Oral rehydration, zinc and feeding advice given by village health workers. '.repeat(20)}`,
  'gout',
]

const long = 'The walking speed of older adults declines. '.repeat(120)

const inputs: [what: string, text: string][] = [
  ['61: nothing', ''],
  ['62: spaces and line breaks', ' \n\t\r\n '],
  ['63: one character', 'a'],
  ['64: 100 KB of text', 'metformin and renal function '.repeat(3500)],
  ['64: one word of 100 KB', 'a'.repeat(100_000)],
  ['66: a lone surrogate', 'fever \ud800 in children'],
  ['66: two surrogates in the wrong order', '\udc00\ud800'],
  ['67: emoji joined together', '👩🏽‍⚕️👨‍👩‍👧‍👦 vaccination'],
  ['67: a letter with 1000 marks', `a${'\u0301'.repeat(1000)}`],
  ['68: Arabic from right to left', 'علاج الحمى عند الأطفال \u202eabc'],
  ['68: Chinese, Japanese and Greek', '敗血症の治療 败血症 σήψη'],
  ['69: NUL, BEL, a byte order mark and no-width spaces', '\u0000\u0007\ufeff\u200bsep\u0000sis'],
  ['70: markup and templates', "<script>alert(1)</script> ${x} %00 '; DROP TABLE records; --"],
  ['the names of special tokens', '[CLS] [SEP] [PAD] [MASK] [UNK]'],
]

/** What the engine may rely on in every embedder. */
export function embedderContract(name: string, open: () => Promise<OpenedEmbedder>): void {
  describe(`embedder: ${name}`, () => {
    let card: EncoderCard
    let embedder: Embedder
    beforeAll(async () => {
      ;({ card, embedder } = await open())
    })
    afterAll(() => embedder.close())

    const embedOne = async (text: string) => {
      const { vectors, tokens } = await embedder.embed([text], 'query')
      return { vector: vectors, tokens: tokens[0] ?? NaN }
    }

    it('has the dims and the token limit of its card', () => {
      expect(embedder).toMatchObject({ dims: card.dims, maxTokens: card.maxTokens })
    })

    it('R1: passes the self-test of its card', async () => {
      const { minCosine, floor, probes } = await runSelfTest(embedder, card, () => 0)
      expect(minCosine).toBeGreaterThanOrEqual(floor)
      expect(probes).toBeGreaterThanOrEqual(3)
    })

    it('reaches the vectors of PyTorch for every known text, and counts its tokens alike', async () => {
      const floor = card.floors[embedder.backend === 'webgpu' ? 'webgpu' : 'wasm']
      for (const probe of card.probes) {
        const { vectors, tokens } = await embedder.embed([probe.text], probe.kind)
        expect(dot(vectors, 0, Float32Array.from(probe.vector)), probe.text).toBeGreaterThanOrEqual(floor)
        expect(Math.min(tokens[0] ?? NaN, card.maxTokens), probe.text).toBe(probe.tokens)
      }
    })

    it('gives one text one vector, each time', async () => {
      const [first, again] = [await embedOne('gout in older adults'), await embedOne('gout in older adults')]
      expect(again).toEqual(first)
    })

    it('gives vectors of its own: a later run does not change them', async () => {
      const { vector } = await embedOne('gout')
      const copy = vector.slice()
      await embedOne('sepsis')
      expect(vector).toEqual(copy)
    })

    it('keeps the order of a batch of short and long texts, each near to what it is alone', async () => {
      const { vectors, tokens } = await embedder.embed(mixed, 'document')
      expect(vectors).toHaveLength(mixed.length * card.dims)
      for (const [row, text] of mixed.entries()) {
        const alone = await embedder.embed([text], 'document')
        expect(dot(vectors, row * card.dims, alone.vectors), text).toBeGreaterThanOrEqual(0.98)
        expect(tokens[row], text).toBe(alone.tokens[0])
      }
    })

    it('puts texts about one thing nearer than texts about another', async () => {
      const [query, near, far] = await Promise.all(
        ['heart attack', 'myocardial infarction', 'eczema of the hand'].map((text) => embedOne(text)),
      )
      const cosine = (other: typeof near) =>
        dot(query?.vector ?? new Float32Array(), 0, other?.vector ?? new Float32Array())
      expect(cosine(near)).toBeGreaterThan(cosine(far) + 0.2)
    })

    it('65: counts all tokens of a text that it cuts, and reads its beginning', async () => {
      const whole = await embedOne(long)
      expect(whole.tokens).toBeGreaterThan(card.maxTokens)
      const longer = await embedOne(`${long}Something else stands behind it.`)
      expect(longer.tokens).toBeGreaterThan(whole.tokens)
      expect(dot(longer.vector, 0, whole.vector)).toBeCloseTo(1, 4)
    })

    it('counts two special tokens for a text without any', async () => {
      expect((await embedOne('')).tokens).toBe(2)
    })

    it.each(inputs)('takes %s', async (_what, text) => {
      const { vector, tokens } = await embedOne(text)
      expect(vector).toHaveLength(card.dims)
      expect(() => assertUnitVectors(vector, card.dims, 'query')).not.toThrow()
      expect(tokens).toBeGreaterThanOrEqual(2)
    })

    it('69: reads through characters that are not shown', async () => {
      const [plain, hidden] = [await embedOne('sepsis'), await embedOne('sep\u0000sis\ufeff')]
      expect(dot(hidden.vector, 0, plain.vector)).toBeCloseTo(1, 4)
    })

    it('answers runs that were asked for at once, each with its own', async () => {
      const [a, b, again] = await Promise.all(['gout', 'sepsis', 'gout'].map((text) => embedOne(text)))
      expect(again).toEqual(a)
      expect(b?.vector).not.toEqual(a?.vector)
    })

    it('a failed run does not stop the later ones', async () => {
      const bad = embedder.embed([], 'query')
      const good = embedOne('gout')
      await expect(bad).rejects.toThrow()
      expect((await good).vector).toHaveLength(card.dims)
    })
  })
}
