/**
 * The worker with a network: fetches libraries and encoders from this page's own origin into the store.
 * It never sees a query.
 */
import { catalogueFile, parseCatalogue, type Catalogue } from '../core/catalogue.ts'
import { AppError } from '../core/errors.ts'
import { parseManifest } from '../core/pack/manifest.ts'
import { assertSameEncoder, loadEncoderCard } from '../engine/encoder.ts'
import { install, removeLeftovers } from '../engine/install.ts'
import type { BundleStore } from '../engine/ports.ts'
import { createHttpSource } from '../platform/web/httpSource.ts'
import { openIdbStore } from '../platform/web/idbStore.ts'
import type { TransferContract, TransferProgress } from '../protocol/transfer.ts'
import { serve, type CallContext } from '../rpc/serve.ts'
import { exportFile, importFile } from './libraryFile.ts'

const site = new URL(import.meta.env.BASE_URL, self.location.href).href
const librariesUrl = `${site}libraries/`
const modelsUrl = `${site}models/`

async function loadCatalogue(signal: AbortSignal): Promise<Catalogue> {
  try {
    const bytes = await createHttpSource(librariesUrl, catalogueFile).manifest(signal)
    return parseCatalogue(new TextDecoder().decode(bytes))
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'not-found') return { libraries: [] }
    throw thrown
  }
}

serve<TransferContract>(self, {
  catalogue: (_input, { signal }) => loadCatalogue(signal),

  // One installer at a time: a second tab waits, and then finds everything there.
  install: (input, context) =>
    navigator.locks.request('biohicl-install', { signal: context.signal }, () =>
      withStore((store) => installLibrary(store, input.id, context)),
    ),

  importFile: ({ file }, context) =>
    navigator.locks.request('biohicl-install', { signal: context.signal }, () =>
      withStore((store) => importFile(store, file, context)),
    ),

  // What is being written must not be replaced meanwhile.
  exportFile: ({ key }, context) =>
    navigator.locks.request('biohicl-install', { signal: context.signal, mode: 'shared' }, () =>
      withStore((store) => exportFile(store, key, context)),
    ),
})

async function withStore<T>(use: (store: BundleStore) => Promise<T>): Promise<T> {
  const store = await openIdbStore()
  try {
    return await use(store)
  } finally {
    store.close()
  }
}

async function installLibrary(
  store: BundleStore,
  id: string,
  { signal, report }: CallContext<TransferProgress>,
): Promise<{ key: string }> {
  const { libraries } = await loadCatalogue(signal)
  const entry = libraries.find((library) => library.id === id)
  if (!entry) throw new AppError('library-missing', `This site does not offer a library “${id}”.`)

  const encoderSource = createHttpSource(`${modelsUrl}${entry.encoder}/`, 'model.json')
  const card = await loadEncoderCard(new TextDecoder().decode(await encoderSource.manifest(signal)))
  await install('encoder', encoderSource, store, {
    signal,
    onProgress: (progress) => report({ what: 'encoder', ...progress }),
  })
  const librarySource = createHttpSource(`${librariesUrl}${id}/`, 'manifest.json')
  const key = await install('library', librarySource, store, {
    signal,
    accept: (manifest) => {
      assertSameEncoder(parseManifest(manifest), card)
      return Promise.resolve()
    },
    onProgress: (progress) => report({ what: 'library', ...progress }),
  })
  await removeLeftovers(store)
  return { key }
}
