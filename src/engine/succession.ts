import * as v from 'valibot'
import { isOlder, isOtherwiseSigned, isSameDoubt, type Doubt, type Edition } from '../core/edition.ts'
import { AppError } from '../core/errors.ts'
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

/**
 * Refuses a library whose signature is wrong, for good; and, until the user agrees to just that, one that must not take the place
 * of what is known under its id: an older version, and one that the signer of the known one did not sign. The first
 * key that comes is trusted.
 * @param known what was installed last under this id
 * @param consent the doubt to which the user agreed
 * @throws AppError `signature-invalid`; `library-older` or `signature-changed` with the doubt
 */
export async function assertSuccessor(
  manifest: string,
  known: Edition | undefined,
  consent?: Doubt,
): Promise<void> {
  const signer = await verifySignature(manifest)
  const { id, title, version } = parseManifest(manifest)
  if (!known) return
  const doubt = { id, title, offered: { version, ...(signer !== 'unsigned' && signer) }, known }
  if (!isOlder(doubt) && !isOtherwiseSigned(doubt)) return
  if (consent && isSameDoubt(doubt, consent)) return
  throw new AppError(isOtherwiseSigned(doubt) ? 'signature-changed' : 'library-older', toMessage(doubt), {
    doubt,
  })
}

/** The same for what a source offers, before anything else is fetched from it. */
export async function assertOffer(
  source: BundleSource,
  store: BundleStore,
  { signal, consent }: { signal: AbortSignal; consent?: Doubt },
): Promise<void> {
  const manifest = toManifestText(await source.manifest(signal))
  await assertSuccessor(manifest, await store.recall(parseManifest(manifest).id), consent)
}

function toMessage(doubt: Doubt): string {
  const { title, offered, known } = doubt
  return [
    ...(isOlder(doubt)
      ? [`“${title}” is offered as version ${offered.version}, and version ${known.version} is known here.`]
      : []),
    ...(isOtherwiseSigned(doubt)
      ? [
          `“${title}” is known here as signed by ${known.publicKey}; what is offered is ${signerWords(offered)}.`,
        ]
      : []),
    'Ask whoever offers it. To have it all the same, agree to it on the page; the command line takes it once the folder ' +
      'of the other one is removed.',
  ].join(' ')
}

const signerWords = ({ publicKey }: Edition) =>
  publicKey === undefined ? 'not signed' : `signed by ${publicKey}`
