// A library from somewhere else, looked at before it is installed. That it is installed is for the user to decide.

import { AppError } from '../core/errors.ts'
import { parseManifest, type Manifest } from '../core/pack/manifest.ts'
import { installArchive, type Archive, type ArchiveOptions } from './archive.ts'
import { toBundleKey, toManifestText } from './bundle.ts'
import { assertSameEncoder, loadEncoderCard } from './encoder.ts'
import { measureInstall } from './install.ts'
import { findInstalledEncoder } from './installed.ts'
import type { BundleSource, BundleStore } from './ports.ts'
import { verifySignature } from './signature.ts'

/** How the encoder of a library is come by; one of another id that has its name is not replaced. */
export type EncoderOutlook = 'here' | 'comes' | 'missing' | 'name-taken'

export interface Outlook {
  manifest: Manifest
  key: string
  /** What installing it would fetch, the encoder included. */
  bytes: number
  encoder: EncoderOutlook
  signer: 'unsigned' | { publicKey: string }
}

/** A library's folder on a site, and the encoder's where the site has it, as if they had come in one file. */
export async function openFolders(
  library: BundleSource,
  encoder: BundleSource | undefined,
  signal: AbortSignal,
): Promise<Archive> {
  const pinned = await pin(library, signal)
  const manifest = parseManifest(pinned.text)
  const section = { kind: 'library', manifest, source: pinned.source } as const
  if (!encoder) return { library: section }
  const { text, source } = await pin(encoder, signal)
  const card = await loadEncoderCard(text)
  assertSameEncoder(manifest, card)
  return { library: section, encoder: { kind: 'encoder', card, source } }
}

/** The manifest that was looked at is the one that is installed by, whatever the site says when it is asked again. */
async function pin(
  source: BundleSource,
  signal: AbortSignal,
): Promise<{ text: string; source: BundleSource }> {
  const bytes = await source.manifest(signal)
  const pinned: BundleSource = {
    place: source.place,
    manifest: () => Promise.resolve(bytes),
    range: (file, start, end, signalOfRange) => source.range(file, start, end, signalOfRange),
  }
  return { text: toManifestText(bytes), source: pinned }
}

/** @throws AppError `signature-invalid` */
export async function foresee(archive: Archive, store: BundleStore, signal: AbortSignal): Promise<Outlook> {
  const { manifest, source } = archive.library
  const bytes = await source.manifest(signal)
  const encoder = await foreseeEncoder(archive, store)
  const encoderBytes =
    encoder === 'comes' && archive.encoder
      ? await measureInstall('encoder', archive.encoder.source, store, signal)
      : 0
  return {
    manifest,
    key: await toBundleKey('library', manifest.id, bytes),
    bytes: encoderBytes + (await measureInstall('library', source, store, signal)),
    encoder,
    signer: await verifySignature(toManifestText(bytes)),
  }
}

async function foreseeEncoder({ library, encoder }: Archive, store: BundleStore): Promise<EncoderOutlook> {
  const bundles = await store.list()
  if (await findInstalledEncoder(bundles, library.manifest.encoder.id)) return 'here'
  if (!encoder) return 'missing'
  const isTaken = bundles.some(
    ({ kind, name, isReady }) => kind === 'encoder' && isReady && name === encoder.card.name,
  )
  return isTaken ? 'name-taken' : 'comes'
}

interface InstallForeseenOptions extends ArchiveOptions {
  /** Of what the user has seen. */
  key: string
  /** Whether it may be unsigned: it comes from the page's own site, or the user wants it all the same. */
  isTrusted: boolean
}

/**
 * Installs what was looked at and nothing else.
 * @throws AppError `offer-changed` when it has become another library meanwhile, `origin-untrusted`
 */
export async function installForeseen(
  archive: Archive,
  store: BundleStore,
  { key, isTrusted, ...options }: InstallForeseenOptions,
): Promise<void> {
  const { place } = archive.library.source
  const outlook = await foresee(archive, store, options.signal)
  if (outlook.key !== key)
    throw new AppError('offer-changed', `${place}: ${outlook.key} is there, not ${key}.`)
  if (outlook.signer === 'unsigned' && !isTrusted) {
    throw new AppError('origin-untrusted', `${place}: nobody has signed it, and it was not agreed to.`)
  }
  const encoder = outlook.encoder === 'comes' ? { encoder: store } : {}
  await installArchive(archive, { library: store, ...encoder }, options)
}
