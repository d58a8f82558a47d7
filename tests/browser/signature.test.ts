import { describe, expect, it } from 'vitest'
import { signManifest, verifySignature } from '../../src/engine/signature.ts'
import { publisher, stranger } from '../fakes/signingKey.ts'

// The value that Node and OpenSSL give, see tests/unit/signature.test.ts.
const signed =
  `{"a":[1,{"b":"ä","c":null}],"id":"x","signature":{"algorithm":"Ed25519","publicKey":"${publisher.publicKey}",` +
  '"value":"7d0b30b71d195192a7137c6ad10adf3cfc8a195a8193ad716ae93d89908030fae38120bedf8b604e617b60f6ea13a4c1cab18f0773a4d3d025592417b4e31b06"}}'

describe('the browser', () => {
  it('R11: signs as Node does, and confirms it', async () => {
    expect(await signManifest('{"id":"x","a":[1,{"c":null,"b":"ä"}]}', publisher)).toBe(signed)
    expect(await verifySignature(signed)).toEqual({ publicKey: publisher.publicKey })
  })

  it.each([
    ['another member', signed.replace('"x"', '"y"')],
    ['another key', signed.replace(publisher.publicKey, stranger.publicKey)],
    ['a key that is no point of the curve', signed.replace(publisher.publicKey, '02'.padEnd(64, '0'))],
  ])('R11: refuses a signature with %s', async (_what, manifest) => {
    await expect(verifySignature(manifest)).rejects.toMatchObject({ code: 'signature-invalid' })
  })
})
