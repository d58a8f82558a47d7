import { AppError } from '../core/errors.ts'
import type { AnyContract, Endpoint, Reply, Request } from './messages.ts'

export interface CallOptions<Progress> {
  signal?: AbortSignal
  transfer?: Transferable[]
  onProgress?: (progress: Progress) => void
}

export interface Client<C extends AnyContract<C>> {
  /** @throws AppError with the code of the other side; `cancelled` at once on abort; `worker-lost` when it has died */
  call<M extends keyof C & string>(
    method: M,
    input: C[M]['input'],
    options?: CallOptions<C[M]['progress']>,
  ): Promise<C[M]['output']>
  /** Rejects every call in flight and every later one. */
  close(reason?: AppError): void
}

interface Pending {
  resolve(output: unknown): void
  reject(error: unknown): void
  onProgress?: ((progress: never) => void) | undefined
}

/**
 * A worker that ends itself, or loops for ever, raises no event. While an answer is awaited, one that was silent for so long is asked
 * whether it lives, and after so long again it is given up.
 */
const longestSilenceMs = 30_000

export function connect<C extends AnyContract<C>>(
  endpoint: Endpoint,
  silenceMs = longestSilenceMs,
): Client<C> {
  const pending = new Map<number, Pending>()
  let silence: ReturnType<typeof setTimeout> | undefined
  let nextId = 1
  let closedBy: AppError | undefined

  function onMessage({ data }: MessageEvent<Reply>) {
    listen()
    if (data.kind === 'pong') return
    const call = pending.get(data.id)
    if (!call) return // cancelled meanwhile
    if (data.kind === 'progress') return call.onProgress?.(data.progress as never)
    pending.delete(data.id)
    if (pending.size === 0) clearTimeout(silence)
    if (data.kind === 'return') return call.resolve(data.output)
    const { code, message, stack, ...details } = data.error
    const error = new AppError(code, message, details)
    if (stack) error.stack = stack
    call.reject(error)
  }

  function listen(wasAsked = false) {
    clearTimeout(silence)
    if (pending.size === 0) return
    const start = performance.now()
    silence = setTimeout(() => {
      const hasSlept = performance.now() - start > 2 * silenceMs // with the whole page, and the worker too
      if (wasAsked && !hasSlept)
        return close(new AppError('worker-lost', `The worker was silent for ${(2 * silenceMs) / 1000} s.`))
      endpoint.postMessage({ kind: 'ping' } satisfies Request, [])
      listen(true)
    }, silenceMs)
  }

  // A worker that fails to start, or dies, never replies: without these two its callers would wait for ever.
  const onDeath = (event: Event) => {
    const detail = 'message' in event && typeof event.message === 'string' ? ` ${event.message}` : ''
    close(new AppError('worker-lost', `The worker stopped.${detail}`))
  }

  function close(reason = new AppError('worker-lost', 'The connection was closed.')) {
    if (closedBy) return
    closedBy = reason
    clearTimeout(silence)
    endpoint.removeEventListener('message', onMessage)
    endpoint.removeEventListener('error', onDeath)
    endpoint.removeEventListener('messageerror', onDeath)
    for (const call of pending.values()) call.reject(reason)
    pending.clear()
  }

  endpoint.addEventListener('message', onMessage)
  endpoint.addEventListener('error', onDeath)
  endpoint.addEventListener('messageerror', onDeath)
  endpoint.start?.()

  return {
    close,
    call(method, input, { signal, transfer = [], onProgress } = {}) {
      return new Promise((resolve, reject) => {
        if (closedBy) return reject(closedBy)
        if (signal?.aborted) return reject(new AppError('cancelled', 'The call was cancelled.'))
        const id = nextId++
        const onAbort = () => {
          pending.delete(id)
          endpoint.postMessage({ kind: 'cancel', id } satisfies Request, [])
          reject(new AppError('cancelled', 'The call was cancelled.'))
        }
        const settle =
          <T>(then: (value: T) => void) =>
          (value: T) => {
            signal?.removeEventListener('abort', onAbort)
            then(value)
          }
        endpoint.postMessage({ kind: 'call', id, method, input } satisfies Request, transfer) // may throw: not cloneable
        pending.set(id, {
          resolve: settle(resolve),
          reject: settle(reject),
          onProgress,
        })
        if (pending.size === 1) listen()
        signal?.addEventListener('abort', onAbort, { once: true })
      })
    },
  }
}
