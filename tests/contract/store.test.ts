import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { createMemoryDisk, openMemoryStore } from '../../src/engine/memoryStore.ts'
import { createFolderStore } from '../../src/platform/node/folderStore.ts'
import { connectStore, serveStore } from '../../src/workers/storePort.ts'
import { storeContract } from './storeContract.ts'

async function openInMemory() {
  const disk = createMemoryDisk()
  return { store: openMemoryStore(disk), reopen: async () => openMemoryStore(disk) }
}

storeContract('memory', openInMemory, { holdsMany: true })

/** As a worker of the page reaches that of another one. */
async function openOverPort() {
  const disk = createMemoryDisk()
  const connect = async () => {
    const { port1, port2 } = new MessageChannel()
    serveStore(port1, openMemoryStore(disk))
    return connectStore(port2)
  }
  return { store: await connect(), reopen: connect }
}

storeContract('memory of another worker', openOverPort, { holdsMany: true })

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

async function openFolderStore() {
  const parent = await mkdtemp(join(tmpdir(), 'store-test-'))
  folders.push(parent)
  const folder = join(parent, 'library') // made by the store
  return {
    store: createFolderStore(folder, 'library'),
    reopen: async () => createFolderStore(folder, 'library'),
  }
}

storeContract('folder', openFolderStore, { holdsMany: false })
