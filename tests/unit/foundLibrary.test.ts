import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/core/errors.ts'
import { foresee, installForeseen, openFolders } from '../../src/engine/foundLibrary.ts'
import { signManifest } from '../../src/engine/signature.ts'
import { FakeSource } from '../fakes/fakeSource.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import { publisher } from '../fakes/signingKey.ts'
import { changeLibrary, keyOf, storePack, toyEncoder, toyLibrary } from '../fakes/toyPack.ts'

const { card, pack: encoder } = await toyEncoder()
const library = await toyLibrary(card)
const signed = { ...library, manifest: await signManifest(library.manifest, publisher) }
const signal = new AbortController().signal

const sizeOf = ({ files }: { files: ReadonlyMap<string, Uint8Array> }) =>
  [...files.values()].reduce((sum, bytes) => sum + bytes.byteLength, 0)
const open = (pack = library, encoderPack: typeof encoder | undefined = encoder) =>
  openFolders(new FakeSource(pack), encoderPack && new FakeSource(encoderPack), signal)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing was refused',
    (thrown: unknown) => (thrown instanceof AppError ? thrown.code : thrown),
  )
const readyKeys = async (store: MemoryStore) =>
  (await store.list()).flatMap(({ key, isReady }) => (isReady ? key : [])).sort()
const quietly = { signal, onProgress() {} }

describe('a library that was found somewhere else', () => {
  it('is told of with all that it would fetch, and nothing of it is fetched or stored for that', async () => {
    const store = new MemoryStore()
    const source = new FakeSource(signed)
    const archive = await openFolders(source, new FakeSource(encoder), signal)
    expect(await foresee(archive, store, signal)).toMatchObject({
      key: await keyOf(signed),
      bytes: sizeOf(signed) + sizeOf(encoder),
      encoder: 'comes',
      signer: { publicKey: publisher.publicKey },
    })
    expect(source.requests).toEqual([])
    expect(await store.list()).toEqual([])
  })

  it('brings no encoder that is here already, and is told to have none where its site has none', async () => {
    const { store } = await storePack(encoder, new MemoryStore())
    expect(await foresee(await open(), store, signal)).toMatchObject({
      bytes: sizeOf(library),
      encoder: 'here',
      signer: 'unsigned',
    })
    const alone = await openFolders(new FakeSource(library), undefined, signal)
    expect(await foresee(alone, new MemoryStore(), signal)).toMatchObject({ encoder: 'missing' })
  })

  it('does not put its encoder in the place of another one that has the name', async () => {
    const other = await toyEncoder({ maxTokens: card.maxTokens + 1 })
    expect(other.card).toMatchObject({ name: card.name })
    const { store } = await storePack(other.pack, new MemoryStore())
    const archive = await open()
    const { key, encoder: outlook } = await foresee(archive, store, signal)
    expect(outlook).toBe('name-taken')
    await installForeseen(archive, store, { ...quietly, key, isTrusted: true })
    expect(await readyKeys(store)).toEqual([await keyOf(other.pack), await keyOf(library)].sort())
  })

  it('is refused where its site has another encoder than it was made with', async () => {
    const other = await toyEncoder({ maxTokens: card.maxTokens + 1 })
    expect(await codeOf(open(library, other.pack))).toBe('encoder-mismatch')
  })

  it('is installed unsigned only for who trusts where it comes from', async () => {
    const store = new MemoryStore()
    const archive = await open()
    const { key } = await foresee(archive, store, signal)
    expect(await codeOf(installForeseen(archive, store, { ...quietly, key, isTrusted: false }))).toBe(
      'origin-untrusted',
    )
    expect(await store.list()).toEqual([])
    await installForeseen(archive, store, { ...quietly, key, isTrusted: true })
    expect(await readyKeys(store)).toEqual([await keyOf(encoder), await keyOf(library)].sort())
  })

  it('is installed signed without that', async () => {
    const store = new MemoryStore()
    const archive = await open(signed)
    await installForeseen(archive, store, { ...quietly, key: await keyOf(signed), isTrusted: false })
    expect(await readyKeys(store)).toEqual([await keyOf(encoder), await keyOf(signed)].sort())
  })

  it('is refused when it is another one than was looked at', async () => {
    const store = new MemoryStore()
    const { key } = await foresee(await open(), store, signal)
    const changed = await changeLibrary(library, { manifest: { title: 'Something else' } })
    const install = installForeseen(await open(changed), store, { ...quietly, key, isTrusted: true })
    expect(await codeOf(install)).toBe('offer-changed')
    expect(await store.list()).toEqual([])
  })

  it('is installed by the manifest that was looked at, whatever its site says when it is asked again', async () => {
    const store = new MemoryStore()
    const source = new FakeSource(library)
    const archive = await openFolders(source, new FakeSource(encoder), signal)
    const { key } = await foresee(archive, store, signal)
    source.manifest = () => Promise.reject(new Error('It was asked again.'))
    await installForeseen(archive, store, { ...quietly, key, isTrusted: true })
    expect(await readyKeys(store)).toContain(key)
  })

  it('with a wrong signature is not offered at all', async () => {
    const forged = await changeLibrary(signed, { manifest: { title: 'Something else' } })
    expect(await codeOf(foresee(await open(forged), new MemoryStore(), signal))).toBe('signature-invalid')
  })
})
