import { afterEach, describe, expect, it } from 'vitest'
import { sha256, sha256OfText } from '../../src/engine/hash.ts'

const original = Object.getOwnPropertyDescriptor(globalThis, 'crypto')

function replaceCrypto(value: unknown): void {
  Object.defineProperty(globalThis, 'crypto', { value, configurable: true })
}

afterEach(() => {
  if (original) Object.defineProperty(globalThis, 'crypto', original)
})

describe('SHA-256', () => {
  // https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('of %j is the one of the standard', async (text, expected) => {
    expect(await sha256OfText(text)).toBe(expected)
  })

  it('is that of the bytes which a view shows, not of the memory behind it', async () => {
    const memory = new TextEncoder().encode('xxabcxx')
    expect(await sha256(memory.subarray(2, 5))).toBe(await sha256OfText('abc'))
  })

  it('takes text as UTF-8', async () => {
    expect(await sha256OfText('ä')).toBe(await sha256(Uint8Array.of(0xc3, 0xa4)))
  })

  it.each([
    ['no crypto', undefined],
    ['crypto without subtle', {}],
  ])('F58: asks for https where there is %s, and gives no hash', async (_what, value) => {
    replaceCrypto(value)
    await expect(sha256(new Uint8Array())).rejects.toMatchObject({
      code: 'insecure-context',
      message: expect.stringContaining('https') as string,
    })
  })
})
