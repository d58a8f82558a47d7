import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { createFolderStore } from '../../src/platform/node/folderStore.ts'
import { createMemoryDisk, MemoryStore } from '../fakes/memoryStore.ts'
import { storeContract } from './storeContract.ts'

async function openMemoryStore() {
  const disk = createMemoryDisk()
  return { store: new MemoryStore(disk), reopen: async () => new MemoryStore(disk) }
}

storeContract('memory', openMemoryStore, { holdsMany: true })

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
