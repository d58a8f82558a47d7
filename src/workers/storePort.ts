/** A store in one worker, used in others: both ends of the port between them. */
import type { BundleStore } from '../engine/ports.ts'
import { connect } from '../rpc/connect.ts'
import type { Endpoint } from '../rpc/messages.ts'
import { serve } from '../rpc/serve.ts'

type Calls = Omit<BundleStore, 'close'>

/** Each call's parameters as they are: who changes the port changes both ends. */
type StoreContract = {
  [M in keyof Calls]: {
    input: Parameters<Calls[M]>
    output: Awaited<ReturnType<Calls[M]>>
    progress: never
  }
}

export function serveStore(endpoint: Endpoint, store: BundleStore): void {
  serve<StoreContract>(endpoint, {
    list: () => store.list(),
    begin: ([bundle]) => store.begin(bundle),
    putChunk: (chunk) => store.putChunk(...chunk),
    async readChunk(place, { transfer }) {
      const bytes = await store.readChunk(...place)
      if (bytes) transfer(bytes.buffer)
      return bytes
    },
    commit: ([key]) => store.commit(key),
    remove: ([key]) => store.remove(key),
    recall: ([id]) => store.recall(id),
    forget: ([id]) => store.forget(id),
  })
}

/** Closing it closes nothing: the port serves as long as both workers live. */
export function connectStore(endpoint: Endpoint): BundleStore {
  const { call } = connect<StoreContract>(endpoint)
  return {
    list: () => call('list', []),
    begin: (bundle) => call('begin', [bundle]),
    putChunk(key, file, index, bytes) {
      const own = bytes.slice() // the caller keeps its own, and the whole memory behind a view would go over
      return call('putChunk', [key, file, index, own], { transfer: [own.buffer] })
    },
    readChunk: (key, file, index) => call('readChunk', [key, file, index]),
    commit: (key) => call('commit', [key]),
    remove: (key) => call('remove', [key]),
    recall: (id) => call('recall', [id]),
    forget: (id) => call('forget', [id]),
    close() {},
  }
}
