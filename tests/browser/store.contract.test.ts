import { openIdbStore } from '../../src/platform/web/idbStore.ts'
import { storeContract } from '../contract/storeContract.ts'

async function openEmptyStore() {
  const name = `store-contract-${crypto.randomUUID()}`
  return { store: await openIdbStore(name), reopen: () => openIdbStore(name) }
}

storeContract('IndexedDB', openEmptyStore, { holdsMany: true })
