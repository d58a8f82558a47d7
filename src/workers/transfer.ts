/**
 * The worker with a network: fetches libraries and encoders from this page's own origin into the store, and from PubMed the
 * records of a new library. It never sees a query of a library.
 */
import { catalogueFile, parseCatalogue, type Catalogue } from '../core/catalogue.ts'
import { AppError } from '../core/errors.ts'
import { parseManifest } from '../core/pack/manifest.ts'
import { checkChunk } from '../engine/check.ts'
import { assertSameEncoder, loadEncoderCard } from '../engine/encoder.ts'
import { install, measureInstall, removeLeftovers } from '../engine/install.ts'
import type { BundleStore } from '../engine/ports.ts'
import { removeLibrary } from '../engine/remove.ts'
import { assertOffer } from '../engine/succession.ts'
import { createHttpSource } from '../platform/web/httpSource.ts'
import type { TransferContract, TransferProgress } from '../protocol/transfer.ts'
import { serve, type CallContext } from '../rpc/serve.ts'
import { download, installFound, lookUp } from './address.ts'
import { draftHandlers } from './draft.ts'
import { createEncoderHandlers } from './encoders.ts'
import { whileNobodyInstalls } from './installLock.ts'
import { exportFile, importFile } from './libraryFile.ts'
import { changeStore, readStore, withStore } from './lockedStore.ts'
import { memoryHandlers } from './openStore.ts'
import { checkLibrary, listInstalled } from './shelf.ts'
import { trust } from './trust.ts'

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
  ...memoryHandlers,
  ...draftHandlers,
  ...createEncoderHandlers(listOfferedEncoders),

  catalogue: (_input, { signal }) => loadCatalogue(signal),

  // One installer at a time: a second tab waits, and then finds everything there.
  install: (input, context) =>
    changeStore(input, context, (store, held) => installLibrary(store, input, held)),
  installEncoder: (input, context) => changeStore(input, context, installEncoder),
  importFile: (input, context) =>
    changeStore(input, context, (store, held) => importFile(store, input, held)),

  lookUp: (place, { signal }) => withStore((store) => lookUp(store, place, signal)),
  download: (input, context) => download(input, context),
  installFound: (input, context) =>
    changeStore(input, context, (store, held) => installFound(store, input, held)),

  // What is being written must not be replaced meanwhile.
  exportFile: (input, context) =>
    readStore(input, context, (store, held) => exportFile(store, input.key, held)),

  installed: () => withStore(listInstalled),
  measureInstall: ({ id }, { signal }) => withStore((store) => measure(store, id, signal)),
  check: (input, context) => readStore(input, context, (store, held) => checkLibrary(store, input.key, held)),
  checkChunk: ({ key, number }) =>
    whileNobodyInstalls(() => withStore((store) => checkChunk(store, key, number))),

  remove: (input, context) =>
    changeStore(input, context, async (store) => {
      await removeLibrary(store, input.key)
      return {}
    }),
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

async function installLibrary(
  store: BundleStore,
  { id, ...agreed }: TransferContract['install']['input'],
  { signal, report }: CallContext<TransferProgress>,
): Promise<{ key: string }> {
  const { encoder: encoderSource, library: librarySource } = await findSources(id, signal)
  await assertOffer(librarySource, store, { signal, ...agreed, ...trust })
  const card = await loadEncoderCard(new TextDecoder().decode(await encoderSource.manifest(signal)))
  await install('encoder', encoderSource, store, {
    signal,
    onProgress: (progress) => report({ what: 'encoder', ...progress }),
  })
  const key = await install('library', librarySource, store, {
    signal,
    ...agreed,
    ...trust,
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
