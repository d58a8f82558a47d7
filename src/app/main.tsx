// First, so that the modules of the components come after and win.
import './styles/tokens.css'
import './styles/base.css'
import { createRoot } from 'react-dom/client'
import type { BackendChoice } from '../protocol/engine.ts'
import { createController } from './controller.ts'
import { beginOpening, endOpening, forgetEndings } from './crashGuard.ts'
import { keepStorage, readStorage } from './deviceStorage.ts'
import { keepFilterAddress } from './filterAddress.ts'
import { keepLibraryChoice, loadLibraryChoice } from './libraryChoice.ts'
import { speakPreferred } from './messages/choice.ts'
import { noMaking, reduceMaking } from './newLibrary/making.ts'
import { keepAppFiles } from './offline/appFiles.ts'
import { keepReceipt, readReceipt } from './receipt.ts'
import { takeHandedOver } from './handOver.ts'
import { holdInMemory, isInMemory, withMemory } from './memory.ts'
import { loadRuntime } from './runtime.ts'
import { saveFile } from './saveFile.ts'
import { initialSession, reduce } from './session.ts'
import { initialShelf, reduceShelf } from './shelf.ts'
import { keepFocus } from './shell/keepFocus.ts'
import { Root } from './shell/Root.tsx'
import { createStore } from './store.ts'
import { startEngine, startTransfer } from './workers.ts'

/** `?backend=wasm` and `?backend=webgpu` force one; anything else leaves the choice to the engine. */
function parseBackend(query: string): BackendChoice {
  const backend = new URLSearchParams(query).get('backend')
  return backend === 'wasm' || backend === 'webgpu' ? backend : 'auto'
}

const store = createStore(reduce, initialSession)
const shelf = createStore(reduceShelf, initialShelf)
const making = createStore(reduceMaking, noMaking)
const controller = createController(store, shelf, making, {
  backend: parseBackend(location.search),
  startEngine: () => withMemory(startEngine()),
  startTransfer: () => withMemory(startTransfer()),
  holdInMemory,
  loadRuntime,
  keepStorage,
  readStorage,
  loadLibraryChoice,
  keepLibraryChoice,
  saveFile,
  beginOpening,
  endOpening,
  forgetEndings,
  // What goes with the page is no loss of the browser's.
  keepReceipt: (libraries) => isInMemory.get() || keepReceipt(libraries, new Date().toISOString()),
  hasReceipt: () => readReceipt() !== undefined,
})
addEventListener('pageshow', ({ persisted }) => persisted && controller.wake())
// Who leaves while it opens has not crashed.
addEventListener('pagehide', endOpening)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')
controller.start(takeHandedOver())
controller.maker.restore()
// Another language than English is fetched first: a page that changes its words under the reader's eyes is worse.
await speakPreferred()
createRoot(root).render(<Root store={store} shelf={shelf} making={making} controller={controller} />)
keepFocus(document)
void keepAppFiles()
keepFilterAddress({ ...store, setFilters: controller.setFilters })
