/** The worker that holds libraries where the browser lets this site store nothing: as long as the page is open. It has no network. */
import { createMemoryDisk, openMemoryStore } from '../engine/memoryStore.ts'
import type { MemoryContract } from '../protocol/memory.ts'
import { serve } from '../rpc/serve.ts'
import { serveStore } from './storePort.ts'

const store = openMemoryStore(createMemoryDisk())

serve<MemoryContract>(self, {
  serveStore({ port }) {
    serveStore(port, store)
    return {}
  },
})
