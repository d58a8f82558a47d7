import { describe, expect, it } from 'vitest'
import type { Doubt } from '../../src/core/edition.ts'
import { AppError } from '../../src/core/errors.ts'
import { packFile, parseManifest } from '../../src/core/pack/manifest.ts'
import { parsePublisherKeys } from '../../src/core/publisherKeys.ts'
import { install } from '../../src/engine/install.ts'
import { removeLibrary } from '../../src/engine/remove.ts'
import { signManifest, type SigningKey } from '../../src/engine/signature.ts'
import type { SuccessionTerms } from '../../src/engine/succession.ts'
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
const [strangersFirst, strangersSecond] = [await edition(1, stranger), await edition(2, stranger)]
const forgedSecond = await changeLibrary(signedFirst, { manifest: { version: 2 } })

function run(
  pack: Pack,
  store: MemoryStore,
  { source = new FakeSource(pack), ...terms }: { source?: FakeSource } & SuccessionTerms = {},
): Promise<string> {
  const { signal } = new AbortController()
  return install('library', source, store, { signal, onProgress() {}, ...terms })
}

async function doubtOf(refused: Promise<unknown>): Promise<Doubt> {
  const error: unknown = await refused.catch((thrown: unknown) => thrown)
  if (error instanceof AppError && error.doubt) return error.doubt
  throw new Error('It was not refused with a doubt.', { cause: error })
}

async function readiness(store: MemoryStore): Promise<Record<string, boolean>> {
  return Object.fromEntries((await store.list()).map(({ key, isReady }) => [key, isReady]))
}

describe('installing in place of an older version', () => {
  async function installOver(installed: Pack, offered: Pack) {
    const { store, key: before } = await storePack(installed, new MemoryStore())
    const journal = store.journal.length
    const source = new FakeSource(offered)
    const error: unknown = await run(offered, store, { source }).then(
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
    [
      '16: an older one, though 2 comes behind 10 as text',
      tenth,
      second,
      'library-older',
      /version 2,.*version 10 /,
    ],
    ['an older one that the same signer signed', signedSecond, signedFirst, 'library-older', /version 1,/],
    [
      'one of another signer',
      signedFirst,
      strangersSecond,
      'signature-changed',
      new RegExp(`${publisher.publicKey}.*${stranger.publicKey}`),
    ],
    ['an unsigned one in place of a signed one', signedFirst, second, 'signature-changed', /not signed/],
    [
      'one that bears the signature of an older one',
      signedFirst,
      forgedSecond,
      'signature-invalid',
      new RegExp(publisher.publicKey),
    ],
  ])('R11, F37: refuses %s and changes nothing', async (_what, installed, offered, code, words) => {
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

  it('R11, F37: refuses the files of another edition under a signed manifest', async () => {
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

describe('a library that was removed', () => {
  async function removed(pack: Pack): Promise<MemoryStore> {
    const { store, key } = await storePack(pack, new MemoryStore())
    await removeLibrary(store, key)
    expect(await store.list()).toEqual([])
    return store
  }

  it.each([
    ['an older version', tenth, second, 'library-older'],
    ['one without its signature', signedFirst, second, 'signature-changed'],
    ['one of another signer', signedFirst, strangersSecond, 'signature-changed'],
  ])('R11: is remembered: %s does not come in its place', async (_what, before, offered, code) => {
    const store = await removed(before)
    await expect(run(offered, store)).rejects.toMatchObject({ code })
    expect(await store.list()).toEqual([])
  })

  it('R11: comes back as it was', async () => {
    const key = await run(signedSecond, await removed(signedSecond))
    expect(key).toBe(await keyOf(signedSecond))
  })

  it('is forgotten when that is asked for, and one that is here is not', async () => {
    const store = await removed(tenth)
    await store.forget()
    await run(signedSecond, store)
    await store.forget()
    await expect(run(strangersSecond, store)).rejects.toMatchObject({ code: 'signature-changed' })
  })

  it('is forgotten when the user has made it: its id tells of what', async () => {
    const own = await changeLibrary(library, { manifest: { id: 'my-gout', version: 2 } })
    const store = await removed(own)
    expect(await store.recall('my-gout')).toBeUndefined()
  })
})

describe('an installation that the user wants all the same', () => {
  it.each([
    ['an older version', tenth, second, { known: { version: 10 }, offered: { version: 2 } }],
    [
      'an older version that is not signed',
      signedSecond,
      first,
      { known: { version: 2, publicKey: publisher.publicKey }, offered: { version: 1 } },
    ],
    [
      'one of another signer',
      signedFirst,
      strangersSecond,
      {
        known: { version: 1, publicKey: publisher.publicKey },
        offered: { version: 2, publicKey: stranger.publicKey },
      },
    ],
  ])('R11: takes %s, and holds to that from then on', async (_what, before, offered, editions) => {
    const { store } = await storePack(before, new MemoryStore())
    const consent = await doubtOf(run(offered, store))
    expect(consent).toMatchObject({ id: library.name, ...editions })
    const key = await run(offered, store, { consent })
    expect(await readiness(store)).toEqual({ [key]: true })
    expect(await store.recall(library.name)).toEqual(editions.offered)

    await removeLibrary(store, key)
    expect(await run(offered, store)).toBe(key)
  })

  it('R11: covers what was agreed to and nothing else', async () => {
    const { store } = await storePack(signedSecond, new MemoryStore())
    const consent = await doubtOf(run(strangersSecond, store))
    for (const other of [first, second, signedFirst, strangersFirst]) {
      expect(await doubtOf(run(other, store, { consent }))).not.toEqual(consent)
    }
    await run(await edition(3, publisher), store)
    await expect(run(strangersSecond, store, { consent })).rejects.toMatchObject({
      code: 'signature-changed',
    })
  })

  it('R11: never covers a signature that is wrong', async () => {
    const { store, key } = await storePack(signedFirst, new MemoryStore())
    const consent = await doubtOf(run(second, store))
    await expect(run(forgedSecond, store, { consent })).rejects.toMatchObject({
      code: 'signature-invalid',
      doubt: undefined,
    })
    expect(await readiness(store)).toEqual({ [key]: true })
  })
})

describe('an app that was built to trust a key', () => {
  const trusted = [publisher.publicKey]

  it.each([
    ['one that nobody signed', first, /is not signed; .* trust d75a98/],
    ['one that another key signed', strangersSecond, /signed by 3d4017.*; .* trust d75a98/],
  ])(
    'R11, F37: refuses %s, also where no library is known, and stores nothing',
    async (_what, offered, words) => {
      const store = new MemoryStore()
      const source = new FakeSource(offered)
      await expect(run(offered, store, { source, trusted })).rejects.toMatchObject({
        code: 'signer-untrusted',
        message: expect.stringMatching(words) as string,
      })
      expect([store.journal, source.requests]).toEqual([[], []])
    },
  )

  it('R11: takes what that key signed, and a newer one', async () => {
    const store = new MemoryStore()
    await run(signedFirst, store, { trusted })
    const key = await run(signedSecond, store, { trusted })
    expect(await readiness(store)).toEqual({ [key]: true })
  })

  it('R11, F37: refuses an older one that the key has signed', async () => {
    const { store } = await storePack(signedSecond, new MemoryStore())
    await expect(run(signedFirst, store, { trusted })).rejects.toMatchObject({ code: 'library-older' })
  })

  it.each([
    ['nobody has signed', first],
    ['another key has signed', strangersFirst],
  ])('R11: takes it in place of one that %s', async (_what, before) => {
    const { store } = await storePack(before, new MemoryStore())
    const key = await run(signedSecond, store, { trusted })
    expect(await readiness(store)).toEqual({ [key]: true })
  })

  it('R11: takes another for a user who wants it, mends that unasked, and asks again for the next', async () => {
    const store = new MemoryStore()
    const consent = await doubtOf(run(strangersSecond, store, { trusted }))
    expect(consent).toEqual({
      ...{ id: library.name, title: parseManifest(library.manifest).title, trusted },
      offered: { version: 2, publicKey: stranger.publicKey },
    })
    expect(await doubtOf(run(first, store, { trusted, consent }))).not.toEqual(consent)
    const key = await run(strangersSecond, store, { trusted, consent })
    store.flip(key, packFile.vectors, 0, 0)
    expect(await run(strangersSecond, store, { trusted })).toBe(key)

    const third = await edition(3, stranger)
    await expect(run(third, store, { trusted })).rejects.toMatchObject({ code: 'signer-untrusted' })
  })

  it('R11: is told its keys by whoever builds it, and is not built with what is no key', () => {
    const keys = [publisher.publicKey, stranger.publicKey]
    expect(parsePublisherKeys(keys.join(', '))).toEqual(keys)
    expect(parsePublisherKeys(' ')).toBeUndefined()
    expect(() => parsePublisherKeys(`${publisher.publicKey} ed25519`)).toThrow('ed25519 is no public key')
  })
})
