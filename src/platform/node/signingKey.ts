import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../../core/errors.ts'
import type { SigningKey } from '../../engine/signature.ts'

/**
 * Makes a key pair: the secret key as PKCS#8 PEM in the file, which only its owner may read, the public one beside it in
 * `.pub`, as hex.
 * @returns the public key
 */
export async function createKeyFiles(path: string): Promise<string> {
  const publicPath = `${path}.pub`
  for (const taken of [path, publicPath].filter((file) => existsSync(file)))
    throw new AppError(
      'usage',
      `${taken} is there already, and no key is ever overwritten. Name another file.`,
    )
  const { privateKey } = generateKeyPairSync('ed25519')
  const publicKey = toPublicHex(privateKey)
  await mkdir(dirname(path), { recursive: true })
  // Exclusive, so that a file that has come since is not overwritten either.
  const exclusive = { flag: 'wx', flush: true }
  await writeFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { ...exclusive, mode: 0o600 })
  await writeFile(publicPath, `${publicKey}\n`, exclusive)
  return publicKey
}

/** Reads a secret key as `createKeyFiles` and OpenSSL write it: Ed25519, PKCS#8 PEM, not encrypted. */
export async function loadSigningKey(path: string): Promise<SigningKey> {
  const pem = await readKeyFile(path)
  let privateKey: KeyObject | undefined
  try {
    privateKey = createPrivateKey(pem)
  } catch (cause) {
    throw wrongKey(path, cause)
  }
  if (privateKey.asymmetricKeyType !== 'ed25519') throw wrongKey(path)
  const der = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }))
  return { privateKey: der, publicKey: toPublicHex(privateKey) }
}

/** @param key 64 hex digits, or a file that holds them */
export async function loadPublicKey(key: string): Promise<string> {
  const hex = /^[0-9a-f]{64}$/i
  const text = hex.test(key) ? key : (await readKeyFile(key)).trim()
  if (hex.test(text)) return text.toLowerCase()
  throw new AppError(
    'usage',
    `${key} holds no public key: expected 64 hex digits, as keygen writes into FILE.pub.`,
  )
}

async function readKeyFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new AppError('usage', `${path} cannot be read: expected a key.`, { cause })
  }
}

function wrongKey(path: string, cause?: unknown): AppError {
  return new AppError(
    'usage',
    `${path} holds no secret key to sign with: expected a file that keygen made.`,
    { cause },
  )
}

/** The JSON Web Key's `x` is the 32 bytes (RFC 8037). */
function toPublicHex(privateKey: KeyObject): string {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  return Buffer.from(x ?? '', 'base64url').toString('hex')
}
