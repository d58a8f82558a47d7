import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/core/errors.ts'
import { openVerifiedEncoder, type Candidate } from '../../src/engine/openEncoder.ts'
import type { Backend } from '../../src/engine/ports.ts'
import { runSelfTest } from '../../src/engine/selfTest.ts'
import { FakeEmbedder, toyDims, WrongEmbedder } from '../fakes/fakeEmbedder.ts'
import { toyEncoder } from '../fakes/toyPack.ts'

const { card } = await toyEncoder()
const selfTests = card.probes.filter(({ selfTest }) => selfTest)

type Damage = (vector: Float32Array<ArrayBuffer>, run: number) => void

/** As far from itself as possible: swaps pairs and turns one sign, which keeps the length and gives cosine 0. */
const turnAway: Damage = (vector) => {
  for (let i = 0; i < vector.length; i += 2) {
    const [a = 0, b = 0] = [vector[i], vector[i + 1]]
    vector[i] = -b
    vector[i + 1] = a
  }
}

const wrongNumbers: [what: string, damage: Damage][] = [
  ['R1: orthogonal unit vectors', turnAway],
  ['R1: zeros', (vector) => vector.fill(0)],
  ['R1: one NaN in each', (vector) => void (vector[3] = NaN)],
  ['R1: one NaN in the first alone', (vector, run) => void (run === 0 && (vector[3] = NaN))],
  [
    'R1: one NaN in the last alone',
    (vector, run) => void (run === selfTests.length - 1 && (vector[3] = NaN)),
  ],
  ['R1: the right numbers in another order', (vector) => void vector.reverse()],
  ['infinity', (vector) => void (vector[0] = Infinity)],
  [
    'the right direction at ten times the length',
    (vector) => void vector.forEach((value, i) => (vector[i] = value * 10)),
  ],
  ['the opposite direction', (vector) => void vector.forEach((value, i) => (vector[i] = -value))],
  ['one wrong vector among right ones', (vector, run) => void (run === 1 && turnAway(vector, run))],
]

/** A clock that moves on by one at each look. */
function createClock(): () => number {
  let now = 0
  return () => now++
}

const webgpu: Candidate = { backend: 'webgpu', reason: 'WebGPU works here.' }
const wasm: Candidate = { backend: 'wasm', reason: 'WebAssembly is used instead.' }

function open(
  embedders: Partial<Record<Backend, FakeEmbedder | AppError>>,
  candidates: readonly Candidate[] = [webgpu, wasm],
) {
  const asked: Backend[] = []
  const opened = openVerifiedEncoder(candidates, card, {
    now: createClock(),
    async open(backend) {
      asked.push(backend)
      const embedder = embedders[backend]
      if (!embedder || embedder instanceof AppError)
        throw embedder ?? new Error(`Nobody said what ${backend} does.`)
      return embedder
    },
  })
  return { asked, opened }
}

const cannotLoad = (backend: Backend) =>
  new AppError('backend-unavailable', `toy cannot be loaded on ${backend}: no adapter.`)

describe('the self-test of a backend', () => {
  it('passes right vectors and says how near they were', async () => {
    const result = await runSelfTest(new FakeEmbedder('wasm'), card, createClock())
    expect(result).toMatchObject({ floor: 0.98, probes: 3, durationMs: 1 })
    expect(result.minCosine).toBeCloseTo(1, 6)
    expect(result.minCosine).toBeLessThanOrEqual(1)
  })

  it('asks the texts that are marked for it and no others', async () => {
    const embedder = new FakeEmbedder('wasm')
    await runSelfTest(embedder, card, createClock())
    expect(embedder.runs).toEqual(selfTests.map(({ text }) => [text]))
  })

  it.each(wrongNumbers)('refuses %s', async (_what, damage) => {
    await expect(runSelfTest(new WrongEmbedder('wasm', damage), card, createClock())).rejects.toMatchObject({
      code: expect.stringMatching(/^(self-test-failed|vector-invalid)$/) as string,
      message: expect.stringContaining('toy on wasm') as string,
    })
  })

  it('31: refuses vectors with other dims, though they begin rightly', async () => {
    class LongEmbedder extends FakeEmbedder {
      override async embed(texts: readonly string[], kind: 'query' | 'document') {
        const { vectors, tokens } = await super.embed(texts, kind)
        const longer = new Float32Array(toyDims * 2)
        longer.set(vectors)
        return { vectors: longer, tokens }
      }
    }
    await expect(runSelfTest(new LongEmbedder('wasm'), card, createClock())).rejects.toMatchObject({
      code: 'vector-invalid',
    })
  })

  it('holds WebGPU to its own floor', async () => {
    const tilt: Damage = (vector) => {
      vector[0] = (vector[0] ?? 0) + 0.1 // a cosine of about 0.995
      const length = Math.hypot(...vector)
      vector.forEach((value, i) => (vector[i] = value / length))
    }
    await expect(runSelfTest(new WrongEmbedder('wasm', tilt), card, createClock())).resolves.toMatchObject({
      floor: 0.98,
    })
    await expect(runSelfTest(new WrongEmbedder('webgpu', tilt), card, createClock())).rejects.toThrow(
      /at least 0\.999 is needed/,
    )
  })
})

describe('opening the encoder', () => {
  it('takes the first backend that passes, and opens no other', async () => {
    const embedder = new FakeEmbedder('webgpu')
    const { asked, opened } = open({ webgpu: embedder })
    await expect(opened).resolves.toMatchObject({ embedder, reason: webgpu.reason, loadMs: 1 })
    expect(asked).toEqual(['webgpu'])
    expect(embedder.isClosed).toBe(false)
  })

  it.each(wrongNumbers)(
    'falls back from a backend that gives %s, closes it and says why',
    async (_what, damage) => {
      const [wrong, right] = [new WrongEmbedder('webgpu', damage), new FakeEmbedder('wasm')]
      const { embedder, reason } = await open({ webgpu: wrong, wasm: right }).opened
      expect(embedder).toBe(right)
      expect(reason).toMatch(/^toy on webgpu.*WebAssembly is used instead\.$/)
      expect(wrong.isClosed).toBe(true)
      expect(right.isClosed).toBe(false)
    },
  )

  it('falls back from a backend that does not load, and says why', async () => {
    const { embedder, reason } = await open({ webgpu: cannotLoad('webgpu'), wasm: new FakeEmbedder('wasm') })
      .opened
    expect(embedder.backend).toBe('wasm')
    expect(reason).toBe('toy cannot be loaded on webgpu: no adapter. WebAssembly is used instead.')
  })

  it('R1: refuses to search when every backend is wrong, naming each', async () => {
    const [one, other] = [new WrongEmbedder('webgpu', turnAway), new WrongEmbedder('wasm', turnAway)]
    const error: unknown = await open({ webgpu: one, wasm: other }).opened.catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'self-test-failed' })
    expect((error as AppError).message).toMatch(/toy on webgpu .* toy on wasm /)
    expect([one.isClosed, other.isClosed]).toEqual([true, true])
  })

  it('says that a backend was wrong even when the other one did not load', async () => {
    const { opened } = open({ webgpu: new WrongEmbedder('webgpu', turnAway), wasm: cannotLoad('wasm') })
    await expect(opened).rejects.toMatchObject({ code: 'self-test-failed' })
  })

  it('says that no backend is there when none loads, or none is given', async () => {
    const { opened } = open({ webgpu: cannotLoad('webgpu'), wasm: cannotLoad('wasm') })
    await expect(opened).rejects.toMatchObject({
      code: 'backend-unavailable',
      message: 'toy cannot be loaded on webgpu: no adapter. toy cannot be loaded on wasm: no adapter.',
    })
    await expect(open({}, []).opened).rejects.toMatchObject({ code: 'backend-unavailable' })
  })

  it('says that memory is short when that is why none loads, but not when one was wrong', async () => {
    const short = new AppError('memory-short', 'toy needs 9.0 GB of memory.')
    const none = open({ webgpu: cannotLoad('webgpu'), wasm: short })
    await expect(none.opened).rejects.toMatchObject({
      code: 'memory-short',
      message: 'toy cannot be loaded on webgpu: no adapter. toy needs 9.0 GB of memory.',
    })
    const wrong = open({ webgpu: new WrongEmbedder('webgpu', turnAway), wasm: short })
    await expect(wrong.opened).rejects.toMatchObject({ code: 'self-test-failed' })
  })

  it('lets a damaged file through at once: no other backend mends it', async () => {
    const damaged = new AppError('file-damaged', 'chunk 3 of onnx/model.onnx is damaged')
    const { asked, opened } = open({ webgpu: damaged, wasm: new FakeEmbedder('wasm') })
    await expect(opened).rejects.toBe(damaged)
    expect(asked).toEqual(['webgpu'])
  })

  it('closes a failed backend though closing it fails as well', async () => {
    class Stuck extends WrongEmbedder {
      override async close(): Promise<void> {
        throw new Error('device lost')
      }
    }
    const { opened } = open({ webgpu: new Stuck('webgpu', turnAway), wasm: new FakeEmbedder('wasm') })
    await expect(opened).resolves.toMatchObject({ embedder: { backend: 'wasm' } })
  })
})
