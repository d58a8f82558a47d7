/** Measures the search where it runs, in its own queue: a query of the user's is answered between two runs. */
import type { EncoderCard } from '../core/encoder/card.ts'
import { AppError } from '../core/errors.ts'
import { runBench } from '../engine/bench.ts'
import type { JoinedLibraries } from '../engine/joinLibraries.ts'
import type { OpenLibrary } from '../engine/library.ts'
import type { Embedder } from '../engine/ports.ts'
import type { SearchPorts } from '../engine/search.ts'
import { runSelfTest } from '../engine/selfTest.ts'
import { listWasmHeaps } from '../platform/web/wasmHeaps.ts'
import type { BenchContract, OpeningTimes } from '../protocol/bench.ts'
import type { Handlers } from '../rpc/serve.ts'

export interface BenchingPorts {
  encoder(): { embedder: Embedder; card: EncoderCard } | undefined
  opened(): { libraries: readonly [OpenLibrary, ...OpenLibrary[]]; joined: JoinedLibraries }
  meaning(): SearchPorts['meaning']
  opening(): OpeningTimes
  /** The queue that queries wait in. */
  oneByOne<T>(task: () => Promise<T>): Promise<T>
  now(): number
}

export function createBenching(ports: BenchingPorts): Handlers<BenchContract> {
  const { oneByOne, now } = ports
  return {
    selfTest() {
      const encoder = ports.encoder()
      if (!encoder) throw new AppError('encoder-missing', 'No encoder is open that could be tested.')
      return oneByOne(() => runSelfTest(encoder.embedder, encoder.card, now))
    },

    async bench(_input, { signal, report }) {
      const { libraries, joined } = ports.opened()
      const [{ manifest, records }] = libraries
      const meaning = ports.meaning()
      const figures = await runBench({
        library: joined,
        ...(meaning && { meaning }),
        sample: { count: manifest.records, records },
        ...{ oneByOne, now, signal, onProgress: report },
        breathe: () => new Promise((resolve) => setTimeout(resolve)),
      })
      return { figures, opening: ports.opening(), wasmHeaps: listWasmHeaps() }
    },
  }
}
