import { saveFile } from '../saveFile.ts'
import { createStore } from '../store.ts'
import { startKeeping } from '../workers.ts'
import { createKeeper } from './keeper.ts'
import { initialKeeping, reduceKeeping } from './keeping.ts'

// One for all parts of the page that are loaded when they are opened.

export const keeping = createStore(reduceKeeping, initialKeeping)

export const keeper = createKeeper(keeping, {
  start: startKeeping,
  saveFile,
  now: () => new Date(),
  newId: () => crypto.randomUUID(),
})
