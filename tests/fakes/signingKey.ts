import { fromHex } from '../../src/core/bytes.ts'
import type { SigningKey } from '../../src/engine/signature.ts'

/** The header of PKCS#8 around an Ed25519 seed (RFC 8410). */
const pkcs8Header = '302e020100300506032b657004220420'

function toSigningKey(seed: string, publicKey: string): SigningKey {
  return { privateKey: fromHex(pkcs8Header + seed), publicKey }
}

/** Key pairs of tests 1 and 2 of RFC 8032, section 7.1: everyone has them. */
export const publisher = toSigningKey(
  '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
  'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
)
export const stranger = toSigningKey(
  '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
  '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
)
