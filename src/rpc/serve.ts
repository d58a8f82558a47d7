import { AppError, toAppError } from '../core/errors.ts'
import type { AnyContract, Endpoint, Reply, Request } from './messages.ts'

export interface CallContext<Progress> {
  signal: AbortSignal
  report(progress: Progress): void
  /** Hands the buffers over instead of copying them. Call before returning. */
  transfer(...buffers: Transferable[]): void
}

export type Handlers<C extends AnyContract<C>> = {
  [M in keyof C]: (
    input: C[M]['input'],
    context: CallContext<C[M]['progress']>,
  ) => C[M]['output'] | Promise<C[M]['output']>
}

/** Answers the calls of a contract on an endpoint; each call may be cancelled by its caller. */
export function serve<C extends AnyContract<C>>(endpoint: Endpoint, handlers: Handlers<C>): void {
  const running = new Map<number, AbortController>()
  const reply = (message: Reply, transfer: Transferable[] = []) => endpoint.postMessage(message, transfer)

  async function answer({ id, method, input }: Extract<Request, { kind: 'call' }>): Promise<void> {
    const controller = new AbortController()
    running.set(id, controller)
    try {
      // Own methods only: `constructor` and `toString` are not part of any contract.
      if (!Object.hasOwn(handlers, method)) throw new AppError('internal', `No such method: ${method}`)
      const transfers: Transferable[] = []
      const output = await handlers[method as keyof C](input, {
        signal: controller.signal,
        report: (progress) => reply({ kind: 'progress', id, progress }),
        transfer: (...buffers) => void transfers.push(...buffers),
      })
      reply({ kind: 'return', id, output }, transfers)
    } catch (thrown) {
      const { code, message, stack, doubt, fault, space } = toAppError(thrown)
      reply({ kind: 'throw', id, error: { code, message, stack, doubt, fault, space } })
    } finally {
      running.delete(id)
    }
  }

  endpoint.addEventListener('message', ({ data }: MessageEvent<Request>) => {
    if (data.kind === 'ping') reply({ kind: 'pong' })
    else if (data.kind === 'cancel') running.get(data.id)?.abort()
    else void answer(data)
  })
  endpoint.start?.()
}
