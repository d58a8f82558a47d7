/** The store for one task of the transfer worker, alone or beside others that only read. */
import type { BundleStore } from '../engine/ports.ts'
import type { Turn } from '../protocol/turn.ts'
import type { CallContext } from '../rpc/serve.ts'
import { withInstallLock, type Held, type LockOptions } from './installLock.ts'
import { openStore } from './openStore.ts'

export async function withStore<T>(use: (store: BundleStore) => Promise<T>): Promise<T> {
  const store = await openStore()
  try {
    return await use(store)
  } finally {
    store.close()
  }
}

type Use<P, T> = (store: BundleStore, context: CallContext<P>) => Promise<T>

/** No other tab reads or changes what is installed meanwhile. @throws AppError `install-blocked`, `install-elsewhere` */
export function changeStore<P, T>({ takesOver = false }: Turn, context: CallContext<P>, use: Use<P, T>) {
  return locked({ signal: context.signal, takesOver }, context, use)
}

/** What is read is not replaced meanwhile. @throws AppError `install-blocked`, `install-elsewhere` */
export function readStore<P, T>({ takesOver = false }: Turn, context: CallContext<P>, use: Use<P, T>) {
  return locked({ signal: context.signal, takesOver, mode: 'shared' }, context, use)
}

function locked<P, T>(options: LockOptions, context: CallContext<P>, use: Use<P, T>): Promise<T> {
  return withInstallLock(options, (held) =>
    withStore((store) => use(fence(store, held), { ...context, signal: held.signal })),
  )
}

/** Writes nothing any more once another tab has taken over. */
export function fence(store: BundleStore, { assertHeld }: Pick<Held, 'assertHeld'>): BundleStore {
  return {
    ...store,
    begin: (bundle) => assertHeld().then(() => store.begin(bundle)),
    putChunk: (...chunk) => assertHeld().then(() => store.putChunk(...chunk)),
    commit: (key) => assertHeld().then(() => store.commit(key)),
    remove: (key) => assertHeld().then(() => store.remove(key)),
  }
}
