import type { EncoderCard } from '../core/encoder/card.ts'
import { AppError, toAppError } from '../core/errors.ts'
import type { Backend, Embedder } from './ports.ts'
import { runSelfTest, type SelfTestResult } from './selfTest.ts'

/** A backend to try, and why it is tried at this place. */
export interface Candidate {
  backend: Backend
  reason: string
}

export interface OpenedEncoder {
  embedder: Embedder
  selfTest: SelfTestResult
  /** Why this backend: the candidate's reason, and what became of those before it. */
  reason: string
  loadMs: number
}

/**
 * Opens the encoder on the first backend that loads and gives right answers for the known texts (R1).
 * @throws AppError `self-test-failed` when one loaded but none was right, `memory-short` when none loaded and one would
 * have with more memory, `backend-unavailable` when none loaded for other reasons
 */
export async function openVerifiedEncoder(
  candidates: readonly Candidate[],
  card: EncoderCard,
  {
    open,
    now,
    onSelfTest,
  }: { open(backend: Backend): Promise<Embedder>; now(): number; onSelfTest?(): void },
): Promise<OpenedEncoder> {
  const failures: AppError[] = []
  for (const { backend, reason } of candidates) {
    const start = now()
    let embedder: Embedder | undefined
    try {
      embedder = await open(backend)
      const loadMs = now() - start
      onSelfTest?.()
      const selfTest = await runSelfTest(embedder, card, now)
      return {
        embedder,
        selfTest,
        reason: [...failures.map(({ message }) => message), reason].join(' '),
        loadMs,
      }
    } catch (thrown) {
      const error = toAppError(thrown)
      // No other backend mends the one, and none can be opened beside the other.
      if (error.code === 'file-damaged' || error.code === 'backend-lost') throw error
      await embedder?.close().catch(() => {}) // it has failed already; why is what matters
      failures.push(error)
    }
  }
  throw new AppError(
    worstOf(failures),
    failures.map(({ message }) => message).join(' ') || 'There is no backend to try.',
    { cause: failures.at(-1) },
  )
}

function worstOf(failures: readonly AppError[]): 'self-test-failed' | 'memory-short' | 'backend-unavailable' {
  const codes = new Set(failures.map(({ code }) => code))
  const isShort = codes.delete('memory-short')
  codes.delete('backend-unavailable')
  if (codes.size > 0) return 'self-test-failed'
  return isShort ? 'memory-short' : 'backend-unavailable'
}
