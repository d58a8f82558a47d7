import * as v from 'valibot'
import { fromHex, toHex, type Bytes } from '../core/bytes.ts'
import { toCanonicalJson, type Json } from '../core/canonicalJson.ts'
import { AppError } from '../core/errors.ts'
import { signatureSchema } from '../core/pack/manifest.ts'
import { parseJson } from '../core/parseJson.ts'
import { webCrypto } from './hash.ts'

/**
 * Signatures of manifests: Ed25519 (RFC 8032) over the canonical JSON of all members but `signature`.
 * The manifest's hashes carry it over to the files. Whose a key is, it does not tell.
 */

export interface SigningKey {
  /** PKCS#8, as DER */
  privateKey: Bytes
  /** 64 lower-case hex digits */
  publicKey: string
}

const algorithm = 'Ed25519'
const where = { what: 'manifest.json', code: 'library-invalid' } as const
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)
/** Members stay as JSON has them: a schema of objects drops those that it does not know, and they would go unsigned. */
const rawManifest = v.custom<Record<string, Json>>(isObject, 'expected an object')

/** @returns the manifest as canonical JSON with its signature; one that it had is replaced */
export async function signManifest(manifest: string, { privateKey, publicKey }: SigningKey): Promise<string> {
  const { signature: _, ...members } = parseJson(manifest, rawManifest, where)
  const key = await webCrypto().importKey('pkcs8', privateKey, algorithm, false, ['sign'])
  const value = toHex(new Uint8Array(await webCrypto().sign(algorithm, key, toSignedBytes(members))))
  return toCanonicalJson({ ...members, signature: { algorithm, publicKey, value } })
}

/**
 * Tells by which key a manifest is signed.
 * @throws AppError `signature-invalid` when its signature is wrong, or cannot be checked on this platform
 */
export async function verifySignature(manifest: string): Promise<'unsigned' | { publicKey: string }> {
  const signed = v.object({ signature: v.optional(signatureSchema) })
  const { signature } = parseJson(manifest, signed, where)
  if (!signature) return 'unsigned'

  const { publicKey, value } = signature
  const { signature: _, ...members } = parseJson(manifest, rawManifest, where)
  if (!(await isSignature(fromHex(value), toSignedBytes(members), publicKey))) {
    throw new AppError(
      'signature-invalid',
      `manifest.json: this is not what the key ${publicKey} signed. Get the library anew, or ask its maker.`,
    )
  }
  return { publicKey }
}

async function isSignature(signature: Bytes, signed: Bytes, publicKey: string): Promise<boolean> {
  const subtle = webCrypto()
  try {
    const key = await subtle.importKey('raw', fromHex(publicKey), algorithm, false, ['verify'])
    return await subtle.verify(algorithm, key, signature, signed)
  } catch (cause) {
    throw new AppError(
      'signature-invalid',
      `manifest.json: its signature cannot be checked. Either ${publicKey} is no Ed25519 key, or this browser or Node ` +
        'is too old for Ed25519: update it.',
      { cause },
    )
  }
}

function toSignedBytes(members: Record<string, Json>): Bytes {
  try {
    return new TextEncoder().encode(toCanonicalJson(members))
  } catch (cause) {
    throw new AppError(
      'library-invalid',
      'manifest.json: it has a number that is too large, or too many levels, to be signed.',
      { cause },
    )
  }
}
