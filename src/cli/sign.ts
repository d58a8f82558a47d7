import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { signManifest, type SigningKey } from '../engine/signature.ts'
import { createKeyFiles } from '../platform/node/signingKey.ts'
import type { Effects } from './effects.ts'
import { findPack } from './pack.ts'

/** Commands that sign: `keygen`, and `sign`, which `build` and `pubmed` end with when they are given a key. */

export async function keygen(path: string, effects: Effects): Promise<string> {
  const publicKey = await createKeyFiles(path)
  effects.out(publicKey)
  return publicKey
}

/** Signs the manifest of a library's folder. Whoever reads the folder meanwhile finds the old manifest or the new one. */
export async function sign(folder: string, key: SigningKey, effects: Effects): Promise<void> {
  const { bundle } = await findPack(folder)
  const path = join(folder, 'manifest.json')
  await writeFile(`${path}.new`, await signManifest(bundle.manifest, key), { flush: true })
  await rename(`${path}.new`, path)
  effects.out(`Signed by ${key.publicKey}`)
}
