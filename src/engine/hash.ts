import { toHex, type Bytes } from '../core/bytes.ts'
import { AppError } from '../core/errors.ts'

/** Pages that are neither https nor localhost have no WebCrypto; nothing is installed unverified. */
export function webCrypto() {
  const { subtle } = (globalThis.crypto as Partial<typeof globalThis.crypto> | undefined) ?? {}
  if (!subtle) {
    throw new AppError(
      'insecure-context',
      'This page has no WebCrypto: it must come over https or from localhost.',
    )
  }
  return subtle
}

/** SHA-256 as 64 lower-case hex digits (FIPS 180-4, by WebCrypto). */
export async function sha256(bytes: Bytes): Promise<string> {
  return toHex(new Uint8Array(await webCrypto().digest('SHA-256', bytes)))
}

export function sha256OfText(text: string): Promise<string> {
  return sha256(new TextEncoder().encode(text))
}
