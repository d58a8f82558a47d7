import * as v from 'valibot'
import {
  isOlder,
  isOtherwiseSigned,
  isSameDoubt,
  isUntrusted,
  type Doubt,
  type Edition,
} from '../core/edition.ts'
import { AppError, type ErrorCode } from '../core/errors.ts'
import { parseManifest, signatureSchema } from '../core/pack/manifest.ts'
import { parseJson } from '../core/parseJson.ts'
import { toManifestText } from './bundle.ts'
import type { BundleSource, BundleStore } from './ports.ts'
import { verifySignature } from './signature.ts'

/** All that is asked of an installed manifest: one of another schema binds its successors too. */
const editionSchema = v.object({
  version: v.fallback(v.number(), 0),
  signature: v.fallback(v.optional(signatureSchema), undefined),
})

/** What a manifest that was installed binds its successors by; its signature is not checked again. */
export function toEdition(manifest: string): Edition {
  try {
    const where = { what: 'manifest.json', code: 'library-invalid' } as const
    const { version, signature } = parseJson(manifest, editionSchema, where)
    return { version, ...(signature && { publicKey: signature.publicKey }) }
  } catch {
    return { version: 0 } // damaged since it was stored: it cannot be opened either, and a new one has to mend it
  }
}

/** By what a library may come, besides its own signature. */
export interface SuccessionTerms {
  /** The doubt to which the user agreed. */
  consent?: Doubt
  /** Public keys whose libraries come unasked, and no others; absent: the first key that comes is trusted. */
  trusted?: readonly string[]
}

/**
 * Refuses a library whose signature is wrong, for good; and, until the user agrees to just that, one that none of the trusted keys
 * signed, and one that must not take the place of what is known under its id: an older version, and one that the signer of
 * the known one did not sign.
 * @param known what was installed last under this id
 * @throws AppError `signature-invalid`; `library-older`, `signature-changed` or `signer-untrusted` with the doubt
 */
export async function assertSuccessor(
  manifest: string,
  known: Edition | undefined,
  { consent, trusted }: SuccessionTerms = {},
): Promise<void> {
  const signer = await verifySignature(manifest)
  const { id, title, version } = parseManifest(manifest)
  const offered = { version, ...(signer !== 'unsigned' && signer) }
  const doubt = { id, title, offered, ...(known && { known }), ...(trusted && { trusted }) }
  const code = toCode(doubt)
  if (!code || (consent && isSameDoubt(doubt, consent))) return
  throw new AppError(code, toMessage(doubt), { doubt })
}

function toCode(doubt: Doubt): ErrorCode | undefined {
  if (isOtherwiseSigned(doubt)) return 'signature-changed'
  if (isUntrusted(doubt)) return 'signer-untrusted'
  return isOlder(doubt) ? 'library-older' : undefined
}

/** The same for what a source offers, before anything else is fetched from it. */
export async function assertOffer(
  source: BundleSource,
  store: BundleStore,
  { signal, ...terms }: { signal: AbortSignal } & SuccessionTerms,
): Promise<void> {
  const manifest = toManifestText(await source.manifest(signal))
  await assertSuccessor(manifest, await store.recall(parseManifest(manifest).id), terms)
}

function toMessage(doubt: Doubt): string {
  const { title, offered, known, trusted = [] } = doubt
  return [
    ...(isOlder(doubt)
      ? [`“${title}” is offered as version ${offered.version}, and version ${known?.version} is known here.`]
      : []),
    ...(isOtherwiseSigned(doubt)
      ? [
          `“${title}” is known here as signed by ${known?.publicKey}; what is offered is ${signerWords(offered)}.`,
        ]
      : []),
    ...(isUntrusted(doubt)
      ? [`“${title}” is ${signerWords(offered)}; this app was built to trust ${trusted.join(', ')}.`]
      : []),
    'Ask whoever offers it. To have it all the same, agree to it on the page; the command line takes it once the folder ' +
      'of the other one is removed.',
  ].join(' ')
}

const signerWords = ({ publicKey }: Edition) =>
  publicKey === undefined ? 'not signed' : `signed by ${publicKey}`
