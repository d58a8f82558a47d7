import { describe, expect, it } from 'vitest'
import { install } from '../../src/engine/install.ts'
import { signManifest, type SigningKey } from '../../src/engine/signature.ts'
import { FakeSource } from '../fakes/fakeSource.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import { publisher, stranger } from '../fakes/signingKey.ts'
import {
  changeLibrary,
  keyOf,
  storePack,
  toyEncoder,
  toyLibrary,
  toyRecords,
  type Pack,
} from '../fakes/toyPack.ts'

const { card } = await toyEncoder()
const library = await toyLibrary(card)
const otherRecords = await toyLibrary(card, toyRecords(41))

async function edition(version: number, key?: SigningKey): Promise<Pack> {
  const pack = await changeLibrary(library, { manifest: { version } })
  return key ? { ...pack, manifest: await signManifest(pack.manifest, key) } : pack
}

const [first, second, tenth] = [await edition(1), await edition(2), await edition(10)]
const [signedFirst, signedSecond] = [await edition(1, publisher), await edition(2, publisher)]
const strangersSecond = await edition(2, stranger)
const forgedSecond = await changeLibrary(signedFirst, { manifest: { version: 2 } })

function run(pack: Pack, store: MemoryStore, source = new FakeSource(pack)): Promise<string> {
  return install('library', source, store, { signal: new AbortController().signal, onProgress() {} })
}

async function readiness(store: MemoryStore): Promise<Record<string, boolean>> {
  return Object.fromEntries((await store.list()).map(({ key, isReady }) => [key, isReady]))
}

describe('installing in place of an older version', () => {
  async function installOver(installed: Pack, offered: Pack) {
    const { store, key: before } = await storePack(installed, new MemoryStore())
    const journal = store.journal.length
    const source = new FakeSource(offered)
    const error: unknown = await run(offered, store, source).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    return { before, after: await readiness(store), changes: store.journal.slice(journal), source, error }
  }

  it.each([
    ['a newer one where neither is signed', first, second],
    ['one with the same number', second, signedSecond],
    ['a signed one in place of an unsigned one', first, signedSecond],
    ['a newer one of the same signer', signedFirst, signedSecond],
  ])('R11: takes %s', async (_what, installed, offered) => {
    const { after, error } = await installOver(installed, offered)
    expect(error).toBeUndefined()
    expect(after).toEqual({ [await keyOf(offered)]: true })
  })

  it.each([
    ['an older one', tenth, second, 'library-older', /version 2,.*version 10 .*Remove/],
    ['an older one that the same signer signed', signedSecond, signedFirst, 'library-older', /Remove/],
    [
      'one of another signer',
      signedFirst,
      strangersSecond,
      'signature-changed',
      new RegExp(`${publisher.publicKey}.*${stranger.publicKey}.*remove`),
    ],
    [
      'an unsigned one in place of a signed one',
      signedFirst,
      second,
      'signature-changed',
      /not signed.*remove/,
    ],
    [
      'one that bears the signature of an older one',
      signedFirst,
      forgedSecond,
      'signature-invalid',
      new RegExp(publisher.publicKey),
    ],
  ])('R11: refuses %s and changes nothing', async (_what, installed, offered, code, words) => {
    const { before, after, changes, source, error } = await installOver(installed, offered)
    expect(error).toMatchObject({ code, message: expect.stringMatching(words) as string })
    expect(after).toEqual({ [before]: true })
    expect([changes, source.requests]).toEqual([[], []])
  })

  it('R11: stores nothing of a first library whose signature is wrong', async () => {
    const store = new MemoryStore()
    await expect(run(forgedSecond, store)).rejects.toMatchObject({
      code: 'signature-invalid',
    })
    expect(store.journal).toEqual([])
  })

  it('R11: refuses the files of another edition under a signed manifest', async () => {
    const mixed = { ...otherRecords, manifest: signedFirst.manifest }
    await expect(run(mixed, new MemoryStore())).rejects.toMatchObject({
      code: 'file-damaged',
    })
  })

  it('R11: is not bound by what was never complete', async () => {
    const partial = await edition(3, stranger)
    const store = new MemoryStore()
    await store.begin({ ...partial, key: await keyOf(partial) })
    const key = await run(signedSecond, store)
    expect(key).toBe(await keyOf(signedSecond))
  })

  it.each([
    ['of a newer schema binds', '{"schema":2,"version":3}', 'library-older'],
    ['that was damaged at rest is mended', '{"schema":1,"vers', undefined],
    ['of a format without versions is replaced', '{"schema":1}', undefined],
  ])('R11: an installed manifest %s', async (_what, manifest, code) => {
    const { error } = await installOver({ ...library, manifest }, second)
    expect((error as { code?: string } | undefined)?.code).toBe(code)
  })
})
