import { AppError } from '../../core/errors.ts'
import type { BackendChoice, BackendName, EngineContract, OrtRuntime } from '../../protocol/engine.ts'
import type { TransferContract } from '../../protocol/transfer.ts'
import type { Action, Session } from '../session.ts'
import type { Store } from '../store.ts'
import type { Link } from '../workers.ts'
import type { EncoderOptions } from './maker.ts'

export interface EncoderLinkPorts {
  /** The page's search worker. */
  current(): Link<EngineContract> | undefined
  /** Takes another one in its place. */
  restart(): Link<EngineContract>
  transfer(): Link<TransferContract>
  backend(): BackendChoice
  loadRuntime(backend: BackendName, onBytes: () => void): Promise<OrtRuntime>
}

/**
 * The search worker once its encoder is open. While there is no library, one is started for making the first, with an encoder of
 * the site.
 */
export function createEncoderLink(
  store: Store<Session, Action>,
  { current, restart, transfer, backend, loadRuntime }: EncoderLinkPorts,
): (options: EncoderOptions) => Promise<Link<EngineContract>> {
  let alone: { link: Link<EngineContract>; ready: Promise<void> } | undefined

  async function openAlone(link: Link<EngineContract>): Promise<void> {
    const plan = await link.call('planEncoder', { backend: backend() })
    const runtime = await loadRuntime(plan.runtime, () => {})
    await link.call('openEncoderAlone', { runtime }, { transfer: [runtime.wasm] })
  }

  async function startAlone({ signal, onBytes }: EncoderOptions): Promise<Link<EngineContract>> {
    await transfer().call(
      'installEncoder',
      {},
      { signal, onProgress: ({ doneBytes, totalBytes }) => onBytes(doneBytes, totalBytes) },
    )
    if (alone?.link !== current() || !alone) {
      const link = restart()
      const started = (alone = { link, ready: openAlone(link) })
      started.ready.catch(() => {
        if (alone === started) alone = undefined // the next one tries again
      })
    }
    const { link, ready } = alone
    await ready
    return link
  }

  return async (options) => {
    const session = await whenSettled(store, options.signal)
    if (session.phase === 'needs-library') return startAlone(options)
    const failure = failureOf(session)
    if (failure) throw new AppError(failure.code, failure.message)
    const link = current()
    if (!link) throw new Error('A library is open, but no search worker is.')
    return link
  }
}

/** Opening a library and its encoder takes seconds, installing them longer. */
function whenSettled({ get, subscribe }: Store<Session, Action>, signal: AbortSignal): Promise<Session> {
  return new Promise((resolve, reject) => {
    const unsubscribe = subscribe(look)
    signal.addEventListener('abort', stop, { once: true })
    look()

    function look() {
      if (!isSettled(get())) return
      unsubscribe()
      signal.removeEventListener('abort', stop)
      resolve(get())
    }
    function stop() {
      unsubscribe()
      reject(new AppError('cancelled', 'Waiting for the encoder was cancelled.'))
    }
  })
}

function isSettled(session: Session): boolean {
  if (session.phase === 'ready') return session.encoder.stage !== 'loading'
  return session.phase === 'needs-library' || session.phase === 'failed'
}

function failureOf(session: Session) {
  if (session.phase === 'failed') return session.failure
  if (session.phase === 'ready' && session.encoder.stage === 'failed') return session.encoder.failure
  return undefined
}
