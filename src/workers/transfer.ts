/**
 * The worker with a network: fetches libraries and encoders from this page's own origin into the store, and from PubMed the
 * records of a new library. It never sees a query of a library.
 */
import { catalogueFile, parseCatalogue, type Catalogue } from '../core/catalogue.ts'
import { AppError } from '../core/errors.ts'
import { parseManifest } from '../core/pack/manifest.ts'
import { assertSameEncoder, loadEncoderCard } from '../engine/encoder.ts'
import { install, measureInstall, removeLeftovers } from '../engine/install.ts'
import type { BundleStore } from '../engine/ports.ts'
import { removeLibrary } from '../engine/remove.ts'
import { assertOffer } from '../engine/succession.ts'
import { createHttpSource } from '../platform/web/httpSource.ts'
import { openIdbStore } from '../platform/web/idbStore.ts'
import type { TransferContract, TransferProgress } from '../protocol/transfer.ts'
import { serve, type CallContext } from '../rpc/serve.ts'
import { download, installFound, lookUp } from './address.ts'
import { draftHandlers } from './draft.ts'
import { createEncoderHandlers } from './encoders.ts'
import { exportFile, importFile } from './libraryFile.ts'
import { checkLibrary, listInstalled } from './shelf.ts'

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
  ...draftHandlers,
  ...createEncoderHandlers({ withStore, listOffered: listOfferedEncoders }),

  catalogue: (_input, { signal }) => loadCatalogue(signal),

  // One installer at a time: a second tab waits, and then finds everything there.
  install: (input, context) =>
    navigator.locks.request('biohicl-install', { signal: context.signal }, () =>
      withStore((store) => installLibrary(store, input, context)),
    ),

  installEncoder: (_input, context) =>
    navigator.locks.request('biohicl-install', { signal: context.signal }, () =>
      withStore((store) => installEncoder(store, context)),
    ),

  importFile: (input, context) =>
    navigator.locks.request('biohicl-install', { signal: context.signal }, () =>
      withStore((store) => importFile(store, input, context)),
    ),

  lookUp: (place, { signal }) => withStore((store) => lookUp(store, place, signal)),
  download: (input, context) => download(input, context),
  installFound: (input, context) =>
    navigator.locks.request('biohicl-install', { signal: context.signal }, () =>
      withStore((store) => installFound(store, input, context)),
    ),

  // What is being written must not be replaced meanwhile.
  exportFile: ({ key }, context) =>
    navigator.locks.request('biohicl-install', { signal: context.signal, mode: 'shared' }, () =>
      withStore((store) => exportFile(store, key, context)),
    ),

  installed: () => withStore(listInstalled),
  measureInstall: ({ id }, { signal }) => withStore((store) => measure(store, id, signal)),

  check: ({ key }, context) =>
    navigator.locks.request('biohicl-install', { signal: context.signal, mode: 'shared' }, () =>
      withStore((store) => checkLibrary(store, key, context)),
    ),

  remove: ({ key }, { signal }) =>
    navigator.locks.request('biohicl-install', { signal }, () =>
      withStore(async (store) => {
        await removeLibrary(store, key)
        return {}
      }),
    ),
})

async function listOfferedEncoders(signal: AbortSignal): Promise<string[]> {
  const { libraries } = await loadCatalogue(signal)
  const names = [...new Set(libraries.map(({ encoder }) => encoder))]
  return Promise.all(
    names.map(async (name) => {
      const card = await createHttpSource(`${modelsUrl}${name}/`, 'model.json').manifest(signal)
      return (await loadEncoderCard(new TextDecoder().decode(card))).id
    }),
  )
}

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
  { id, ...agreed }: TransferContract['install']['input'],
  { signal, report }: CallContext<TransferProgress>,
): Promise<{ key: string }> {
  const { encoder: encoderSource, library: librarySource } = await findSources(id, signal)
  await assertOffer(librarySource, store, { signal, ...agreed })
  const card = await loadEncoderCard(new TextDecoder().decode(await encoderSource.manifest(signal)))
  await install('encoder', encoderSource, store, {
    signal,
    onProgress: (progress) => report({ what: 'encoder', ...progress }),
  })
  const key = await install('library', librarySource, store, {
    signal,
    ...agreed,
    accept: (manifest) => {
      assertSameEncoder(parseManifest(manifest), card)
      return Promise.resolve()
    },
    onProgress: (progress) => report({ what: 'library', ...progress }),
  })
  await removeLeftovers(store)
  return { key }
}

async function installEncoder(
  store: BundleStore,
  { signal, report }: CallContext<TransferProgress>,
): Promise<Record<never, never>> {
  const bundles = await store.list()
  if (bundles.some(({ kind, isReady }) => kind === 'encoder' && isReady)) return {}
  const { libraries, default: defaultId } = await loadCatalogue(signal)
  const { id } = libraries.find((library) => library.id === defaultId) ?? libraries[0] ?? {}
  if (id === undefined) throw new AppError('encoder-missing', 'This site offers no encoder.')
  const { encoder } = await findSources(id, signal)
  await install('encoder', encoder, store, {
    signal,
    onProgress: (progress) => report({ what: 'encoder', ...progress }),
  })
  return {}
}

async function measure(store: BundleStore, id: string, signal: AbortSignal): Promise<{ bytes: number }> {
  const { encoder, library } = await findSources(id, signal)
  const parts = await Promise.all([
    measureInstall('encoder', encoder, store, signal),
    measureInstall('library', library, store, signal),
  ])
  return { bytes: parts[0] + parts[1] }
}

async function findSources(id: string, signal: AbortSignal) {
  const { libraries } = await loadCatalogue(signal)
  const entry = libraries.find((library) => library.id === id)
  if (!entry) throw new AppError('library-missing', `This site does not offer a library “${id}”.`)
  return {
    encoder: createHttpSource(`${modelsUrl}${entry.encoder}/`, 'model.json'),
    library: createHttpSource(`${librariesUrl}${id}/`, 'manifest.json'),
  }
}
