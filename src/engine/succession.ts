import * as v from 'valibot'
import { AppError } from '../core/errors.ts'
import { parseManifest, signatureSchema } from '../core/pack/manifest.ts'
import { parseJson } from '../core/parseJson.ts'
import { verifySignature } from './signature.ts'

/** All that is asked of an installed manifest: one of another schema binds its successors too. */
const bindingSchema = v.object({
  version: v.fallback(v.number(), 0),
  signature: v.fallback(v.optional(signatureSchema), undefined),
})

/**
 * Refuses a library whose signature is wrong, and one that must not take the place of an installed one of the same id:
 * an older version, and one that the signer of the installed one did not sign. The first key that comes is trusted.
 * @param installed manifests
 * @throws AppError `signature-invalid`, `library-older` or `signature-changed`
 */
export async function assertSuccessor(manifest: string, installed: readonly string[]): Promise<void> {
  const signer = await verifySignature(manifest)
  const { title, version } = parseManifest(manifest)
  for (const { version: newest, signature } of installed.map(toBinding)) {
    if (version < newest) {
      throw new AppError(
        'library-older',
        `“${title}” is offered as version ${version}, and version ${newest} is installed. Remove the library first to ` +
          'have the older one, or ask whoever runs this site.',
      )
    }
    if (signature && (signer === 'unsigned' || signer.publicKey !== signature.publicKey)) {
      throw new AppError(
        'signature-changed',
        `“${title}” is installed as signed by ${signature.publicKey}; what is offered is ` +
          `${signer === 'unsigned' ? 'not signed' : `signed by ${signer.publicKey}`}. Ask whoever runs this site; ` +
          'if the key has changed, remove the library first.',
      )
    }
  }
}

function toBinding(manifest: string): v.InferOutput<typeof bindingSchema> {
  try {
    return parseJson(manifest, bindingSchema, { what: 'manifest.json', code: 'library-invalid' })
  } catch {
    return { version: 0 } // damaged since it was stored: it cannot be opened either, and a new one has to mend it
  }
}
