/** Where the libraries of this site are: in the browser's database, or with a worker that holds them in memory. */
import type { BundleStore } from '../engine/ports.ts'
import { openIdbStore } from '../platform/web/idbStore.ts'
import type { MemoryUserContract } from '../protocol/memory.ts'
import type { Handlers } from '../rpc/serve.ts'
import { connectStore } from './storePort.ts'

let memory: BundleStore | undefined

export const memoryHandlers: Handlers<MemoryUserContract> = {
  useMemory({ port }) {
    memory = connectStore(port)
    return {}
  },
}

export const isInMemory = () => memory !== undefined

/** @throws AppError `storage-refused` where the browser lets this site store nothing; what else a database throws */
export const openStore = async (): Promise<BundleStore> => memory ?? openIdbStore()
