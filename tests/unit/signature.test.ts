import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../../src/core/bytes.ts'
import { toCanonicalJson, type Json } from '../../src/core/canonicalJson.ts'
import { parseManifest } from '../../src/core/pack/manifest.ts'
import { signManifest, verifySignature } from '../../src/engine/signature.ts'
import { publisher, stranger } from '../fakes/signingKey.ts'
import { toyManifest } from '../fakes/toyPack.ts'

type Members = Record<string, Json>
type Signed = Members & { signature: { algorithm: string; publicKey: string; value: string } }

const manifest = JSON.stringify({ ...(await toyManifest()), future: { member: [1, 'two'] } })
const signed = await signManifest(manifest, publisher)
const members = JSON.parse(signed) as Signed

/** The signed manifest with other members under the same signature. */
const withMembers = (changed: Members) => JSON.stringify({ ...members, ...changed })
const withSignature = (changed: Members) => withMembers({ signature: { ...members.signature, ...changed } })

const isWrong = { code: 'signature-invalid' }
const isMalformed = { code: 'library-invalid' }

describe('the signature of a manifest', () => {
  it('R11: is confirmed and tells the key, and the manifest is the same but for it', async () => {
    expect(await verifySignature(signed)).toEqual({ publicKey: publisher.publicKey })
    expect(signed).toBe(toCanonicalJson(members))
    const { signature, ...rest } = members
    expect(rest).toEqual(JSON.parse(manifest))
    expect(parseManifest(signed).signature).toEqual(signature)
  })

  it('R11: is that of RFC 8032 over the canonical JSON without it', async () => {
    // printf '{"a":[1,{"b":"ä","c":null}],"id":"x"}' > bytes; openssl pkeyutl -sign -rawin -inkey KEY -in bytes
    const value =
      '7d0b30b71d195192a7137c6ad10adf3cfc8a195a8193ad716ae93d89908030fae38120bedf8b604e617b60f6ea13a4c1cab18f0773a4d3d025592417b4e31b06'
    const text = '{ "id": "x", "a": [1.0, {"c": null, "b": "\\u00e4"}] }'
    expect(await signManifest(text, publisher)).toBe(
      `{"a":[1,{"b":"ä","c":null}],"id":"x","signature":{"algorithm":"Ed25519",` +
        `"publicKey":"${publisher.publicKey}","value":"${value}"}}`,
    )
  })

  it('is none where none is', async () => {
    expect(await verifySignature(manifest)).toBe('unsigned')
  })

  it('is the same when it is made twice, and replaces that of another key', async () => {
    expect(await signManifest(signed, publisher)).toBe(signed)
    expect(await signManifest(await signManifest(manifest, stranger), publisher)).toBe(signed)
  })

  it.each([
    ['a member', { title: 'Another library' }],
    ['a number in a member', { version: 2 }],
    ['the hash of a file', { files: [{ ...(members.files as Members[])[0], sha256: 'a'.repeat(64) }] }],
    ['a member that no reader knows', { future: { member: [1, 'three'] } }],
    ['a member more', { more: null }],
    ['a member more that objects have by birth', { constructor: 1 }],
  ])('R11: is refused when somebody changed %s', async (_what, changed) => {
    await expect(verifySignature(withMembers(changed))).rejects.toMatchObject(isWrong)
  })

  it('R11: is refused when a member was taken away, or one named __proto__ was added', async () => {
    const { title: _, ...fewer } = members
    await expect(verifySignature(JSON.stringify(fewer))).rejects.toMatchObject(isWrong)
    const more = signed.replace('{', '{"__proto__":{"version":9},')
    await expect(verifySignature(more)).rejects.toMatchObject(isWrong)
  })

  it.each([
    ['the key of somebody else', { publicKey: stranger.publicKey }],
    ['a key that is no point of the curve', { publicKey: '02'.padEnd(64, '0') }],
    ['one bit turned', { value: flipBit(members.signature.value) }],
    ['nothing but zeros', { value: '0'.repeat(128) }],
  ])('R11: is refused with %s', async (_what, changed) => {
    await expect(verifySignature(withSignature(changed))).rejects.toMatchObject(isWrong)
  })

  it('R11: is refused over the bytes of another manifest', async () => {
    const other = JSON.parse(await signManifest('{"id":"other"}', publisher)) as Signed
    await expect(verifySignature(withSignature(other.signature))).rejects.toMatchObject(isWrong)
  })

  it.each([
    ['cut', { value: members.signature.value.slice(0, -2) }, 'signature.value'],
    ['longer', { value: `${members.signature.value}00` }, 'signature.value'],
    ['in upper case', { value: members.signature.value.toUpperCase() }, 'signature.value'],
    ['of another algorithm', { algorithm: 'none' }, 'signature.algorithm'],
    ['without a key', { publicKey: null }, 'signature.publicKey'],
  ])('R11: is not read when it is %s', async (_what, changed, path) => {
    const expected = { ...isMalformed, message: expect.stringContaining(path) as string }
    const text = withSignature(changed)
    await expect(verifySignature(text)).rejects.toMatchObject(expected)
    expect(() => parseManifest(text)).toThrow(expect.objectContaining(expected) as Error)
  })

  it('R11: is not taken for none when it is null', async () => {
    await expect(verifySignature(withMembers({ signature: null }))).rejects.toMatchObject(isMalformed)
  })

  it.each([
    ['a number that JSON.parse reads as infinite, and writes as null', '1e999'],
    ['6: deep nesting', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('is neither made nor confirmed over %s', async (_what, json) => {
    const text = signed.replace('{', `{"more":${json},`)
    await expect(verifySignature(text)).rejects.toMatchObject(isMalformed)
    await expect(signManifest(text, publisher)).rejects.toMatchObject(isMalformed)
  })
})

const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })) as fc.Arbitrary<Members>
const unsigned = object.filter((value) => !Object.hasOwn(value, 'signature'))

describe('any manifest', () => {
  it('R11, 22: keeps its signature when members are put in another order or spaces between them', async () => {
    await fc.assert(
      fc.asyncProperty(unsigned, fc.nat(4), async (value, indent) => {
        const text = await signManifest(JSON.stringify(value), publisher)
        const other = JSON.stringify(reversed(JSON.parse(text) as Json), null, indent)
        expect(await verifySignature(`\n${other}\t`)).toEqual({ publicKey: publisher.publicKey })
      }),
    )
  })

  it('R11: loses its signature when any value in it is changed', async () => {
    await fc.assert(
      fc.asyncProperty(unsigned, fc.nat(), fc.jsonValue({ maxDepth: 1 }), async (value, at, other) => {
        const changed = replaceValue(value, at, other as Json)
        fc.pre(toCanonicalJson(changed) !== toCanonicalJson(value))
        const { signature } = JSON.parse(await signManifest(JSON.stringify(value), publisher)) as Signed
        const forged = JSON.stringify({ ...(changed as Members), signature })
        await expect(verifySignature(forged)).rejects.toMatchObject(isWrong)
      }),
    )
  })
})

describe('a platform that cannot check signatures', () => {
  const original = Object.getOwnPropertyDescriptor(globalThis, 'crypto')
  const replaceCrypto = (value: unknown) =>
    Object.defineProperty(globalThis, 'crypto', { value, configurable: true })
  afterEach(() => {
    if (original) Object.defineProperty(globalThis, 'crypto', original)
  })

  it('R11: takes no signed manifest, and says that it is too old', async () => {
    const importKey = () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))
    replaceCrypto({ subtle: { importKey } })
    await expect(verifySignature(signed)).rejects.toMatchObject({
      ...isWrong,
      message: expect.stringContaining('too old for Ed25519') as string,
    })
    expect(await verifySignature(manifest)).toBe('unsigned')
  })

  it('F58: asks for https where there is no WebCrypto', async () => {
    replaceCrypto({})
    await expect(verifySignature(signed)).rejects.toMatchObject({ code: 'insecure-context' })
  })
})

function flipBit(hex: string): string {
  const bytes = fromHex(hex)
  bytes[40] = (bytes[40] ?? 0) ^ 1
  return toHex(bytes)
}

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value as Members).reverse()
  return Object.fromEntries(entries.map(([key, member]) => [key, reversed(member)]))
}

/** The value with one of the values below it replaced; all of them stand in one row, and `at` counts round it. */
function replaceValue(value: Members, at: number, replacement: Json): Json {
  const count = countValues(value)
  const target = count > 0 ? at % count : 0
  let index = 0
  const visit = (part: Json): Json => {
    if (Array.isArray(part)) return part.map(next)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part as Members).map(([key, member]) => [key, next(member)]))
  }
  const next = (part: Json): Json => (index++ === target ? replacement : visit(part))
  return visit(value)
}

function countValues(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce<number>((sum, member: Json) => sum + 1 + countValues(member), 0)
}
