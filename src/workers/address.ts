/** Libraries from an address that the user has given: for the transfer worker, which alone may leave the site for it. */
import { catalogueFile, parseCatalogue } from '../core/catalogue.ts'
import { AppError, type ErrorCode } from '../core/errors.ts'
import { parseManifest } from '../core/pack/manifest.ts'
import { parsePackAddress, siteFolders, type PackAddress } from '../core/packAddress.ts'
import { openArchive, type Archive } from '../engine/archive.ts'
import { foresee, installForeseen, openFolders } from '../engine/foundLibrary.ts'
import { removeLeftovers } from '../engine/install.ts'
import type { BundleStore } from '../engine/ports.ts'
import { createBlobFile } from '../platform/web/blobFile.ts'
import { downloadFile, openHttpFile } from '../platform/web/httpFile.ts'
import { createHttpSource } from '../platform/web/httpSource.ts'
import type {
  AddressContract,
  AddressPlace,
  DownloadProgress,
  Found,
  SiteLibrary,
} from '../protocol/address.ts'
import type { FileProgress } from '../protocol/transfer.ts'
import type { CallContext } from '../rpc/serve.ts'
import { trust } from './trust.ts'

export async function lookUp(store: BundleStore, place: AddressPlace, signal: AbortSignal): Promise<Found> {
  const address = parsePackAddress(place.address)
  if (address.kind === 'site')
    return { kind: 'site', libraries: await tellApart(address, () => listSite(address, signal)) }
  const opened = await tellApart(address, () => open(address, place.file, signal))
  if (opened.kind === 'whole-file') {
    await assertRoom(address.url, opened.bytes ?? 0)
    return opened
  }
  const { manifest, signer, ...outlook } = await foresee(opened.archive, store, signal)
  await assertRoom(address.url, outlook.bytes)
  const { id, title, kind, version, date, source, licence, records } = manifest
  const library = {
    ...{ id, title, kind, version, date, source, licence, records },
    ...outlook,
    ...(signer !== 'unsigned' && signer),
    ...{ origin: address.origin, isOwn: isOwn(address) },
  }
  return { kind: 'library', library }
}

export async function download(
  input: AddressContract['download']['input'],
  { signal, report }: CallContext<DownloadProgress>,
): Promise<{ file: File }> {
  const address = parsePackAddress(input.address)
  const options = { signal, onProgress: report, maxBytes: await freeBytes() }
  return { file: await tellApart(address, () => downloadFile(address.url, options)) }
}

export async function installFound(
  store: BundleStore,
  { address: text, file, key, isTrusted, ...agreed }: AddressContract['installFound']['input'],
  { signal, report }: CallContext<FileProgress>,
): Promise<AddressContract['installFound']['output']> {
  const address = parsePackAddress(text)
  const opened = await tellApart(address, () => open(address, file, signal))
  if (opened.kind === 'whole-file')
    throw new AppError('offer-changed', `${address.url} does not come in parts any more.`)
  const wanted = { key, isTrusted: isTrusted || isOwn(address), ...agreed, ...trust }
  const options = { signal, onProgress: report, ...wanted }
  await installForeseen(opened.archive, store, options)
  await removeLeftovers(store)
  const { id, kind } = opened.archive.library.manifest
  return { id, kind }
}

type Opened = { kind: 'archive'; archive: Archive } | Extract<Found, { kind: 'whole-file' }>

async function open(
  { kind, url }: PackAddress,
  file: File | undefined,
  signal: AbortSignal,
): Promise<Opened> {
  if (file) return { kind: 'archive', archive: await openArchive(createBlobFile(file)) }
  if (kind === 'library') return { kind: 'archive', archive: await openFolder(url, signal) }
  const found = await openHttpFile(url, signal)
  return found.kind === 'whole-file' ? found : { kind: 'archive', archive: await openArchive(found.file) }
}

/** A library's folder lies beside its site's catalogue, which tells where the encoder lies. */
async function openFolder(url: string, signal: AbortSignal): Promise<Archive> {
  const library = createHttpSource(url, 'manifest.json')
  const { id } = parseManifest(new TextDecoder().decode(await library.manifest(signal)))
  const { libraries: folder, models } = siteFolders(url)
  const catalogue = await orMissing(loadCatalogue(folder, signal))
  const entry = catalogue?.libraries.find((each) => each.id === id)
  const encoder = entry && createHttpSource(`${models}${entry.encoder}/`, 'model.json')
  const card = encoder && (await orMissing(encoder.manifest(signal)))
  return openFolders(library, card && encoder, signal)
}

async function listSite({ url }: PackAddress, signal: AbortSignal): Promise<SiteLibrary[]> {
  const folder = `${url}libraries/`
  const { libraries } = await loadCatalogue(folder, signal)
  return libraries.map(({ id, title, kind, records, libraryBytes, encoderBytes }) => ({
    ...{ title, kind, records, bytes: libraryBytes + encoderBytes },
    address: `${folder}${id}/manifest.json`,
  }))
}

async function loadCatalogue(folder: string, signal: AbortSignal) {
  const bytes = await createHttpSource(folder, catalogueFile).manifest(signal)
  return parseCatalogue(new TextDecoder().decode(bytes))
}

/** How sites say that there is no such file: in words, with a page of theirs, or without letting other sites read it. */
const missingCodes: ErrorCode[] = ['network', 'not-found', 'wrong-body']

async function orMissing<T>(loading: Promise<T>): Promise<T | undefined> {
  try {
    return await loading
  } catch (thrown) {
    if (thrown instanceof AppError && missingCodes.includes(thrown.code)) return undefined
    throw thrown
  }
}

const isOwn = ({ origin }: PackAddress) => origin === self.location.origin

/** A browser does not tell a site that is not there from one that does not let other sites' pages read its files. */
async function tellApart<T>(address: PackAddress, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (thrown) {
    if (isOwn(address) || !(thrown instanceof AppError) || thrown.code !== 'network') throw thrown
    throw new AppError('site-unreadable', thrown.message, { cause: thrown })
  }
}

async function freeBytes(): Promise<number> {
  const { quota = Infinity, usage = 0 } = await navigator.storage.estimate()
  return quota - usage
}

/** Only an estimate: what does not fit although it should is found out when it is stored. */
async function assertRoom(place: string, neededBytes: number): Promise<void> {
  const free = await freeBytes()
  if (neededBytes > free)
    throw new AppError('quota-exceeded', `${place} needs ${neededBytes} bytes; ${free} are free here.`, {
      space: { neededBytes, freeBytes: free },
    })
}
