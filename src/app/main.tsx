// First, so that the modules of the components come after and win.
import './styles/tokens.css'
import './styles/base.css'
import { createRoot } from 'react-dom/client'
import type { BackendChoice } from '../protocol/engine.ts'
import { createController } from './controller.ts'
import { keepLibraryChoice, loadLibraryChoice } from './libraryChoice.ts'
import { loadRuntime } from './runtime.ts'
import { saveFile } from './saveFile.ts'
import { initialSession, reduce } from './session.ts'
import { App } from './shell/App.tsx'
import { createStore } from './store.ts'
import { startEngine, startTransfer } from './workers.ts'

/** `?backend=wasm` and `?backend=webgpu` force one; anything else leaves the choice to the engine. */
function parseBackend(query: string): BackendChoice {
  const backend = new URLSearchParams(query).get('backend')
  return backend === 'wasm' || backend === 'webgpu' ? backend : 'auto'
}

const store = createStore(reduce, initialSession)
const controller = createController(store, {
  backend: parseBackend(location.search),
  startEngine,
  startTransfer,
  loadRuntime,
  // Refused or not, the library is usable: it may only have to be fetched again one day.
  keepStorage: () => void navigator.storage?.persist?.().catch(() => false),
  loadLibraryChoice,
  keepLibraryChoice,
  saveFile,
})

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')
createRoot(root).render(<App store={store} controller={controller} />)
controller.start()
