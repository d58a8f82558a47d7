import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concatBytes, type Bytes } from '../../src/core/bytes.ts'
import { AppError, type ErrorCode } from '../../src/core/errors.ts'
import { magicBytes, sectionHeadBytes } from '../../src/core/pack/archive.ts'
import { chunkBytes, maxManifestBytes } from '../../src/core/pack/files.ts'
import { parseManifest } from '../../src/core/pack/manifest.ts'
import { installArchive, openArchive, type ArchiveProgress } from '../../src/engine/archive.ts'
import { sha256 } from '../../src/engine/hash.ts'
import { writeArchive, type BundleAt } from '../../src/engine/writeArchive.ts'
import { MemoryFile } from '../fakes/memoryFile.ts'
import { MemoryStore } from '../fakes/memoryStore.ts'
import { randomBytes } from '../fakes/random.ts'
import {
  changeLibrary,
  fingerprintOf,
  keyOf,
  readPack,
  storePack,
  toyEncoder,
  toyLibrary,
  toyRecords,
  type Pack,
} from '../fakes/toyPack.ts'

const { card, pack: encoder } = await toyEncoder()
const library = await toyLibrary(card)

async function bundleOf(pack: Pack): Promise<BundleAt> {
  const { store } = await storePack(pack, new MemoryStore())
  const [bundle] = await store.list()
  if (!bundle) throw new Error('The store is empty.')
  return { store, bundle }
}

/** The file that holds these packs, as the app writes it. */
async function write(pack: Pack, encoderPack?: Pack): Promise<Bytes> {
  const pieces: Bytes[] = []
  await writeArchive(
    { library: await bundleOf(pack), ...(encoderPack && { encoder: await bundleOf(encoderPack) }) },
    (bytes) => void pieces.push(bytes),
    { signal: new AbortController().signal, onProgress() {} },
  )
  return concatBytes(pieces)
}

/** The same by hand: what docs/packs.md says, word for word. */
async function writeByHand(...packs: Pack[]): Promise<Bytes> {
  const text = (words: string) => new TextEncoder().encode(words)
  const parts: Uint8Array[] = [text('BIOHICL1')]
  for (const pack of packs) {
    const manifest = text(pack.manifest)
    const length = new Uint8Array(new Uint32Array([manifest.byteLength]).buffer)
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', manifest))
    const { files } = JSON.parse(pack.manifest) as { files: { name: string }[] }
    const bodies = files.map(({ name }) => pack.files.get(name) ?? new Uint8Array())
    parts.push(text(pack.kind === 'library' ? 'LIBR' : 'ENCO'), length, hash, manifest, ...bodies)
  }
  return concatBytes(parts)
}

/** Opens and installs; every byte of the file is read and judged. */
async function read(file: MemoryFile, store = new MemoryStore(), signal = new AbortController().signal) {
  const archive = await openArchive(file)
  const progress: ArchiveProgress[] = []
  const key = await installArchive(
    archive,
    { library: store, encoder: store },
    { signal, onProgress: (step) => void progress.push(step) },
  )
  return { key, store, progress }
}

async function refusal(bytes: Bytes): Promise<{ code: ErrorCode; message: string; journal: string[] }> {
  const store = new MemoryStore()
  try {
    await read(new MemoryFile(bytes), store)
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    return { code: thrown.code, message: thrown.message, journal: store.journal }
  }
  throw new Error('Nothing was refused.')
}

const utf8Length = (text: string) => new TextEncoder().encode(text).byteLength

const whole = await write(library, encoder)
const alone = await write(library)
const encoderEnd =
  magicBytes +
  sectionHeadBytes +
  utf8Length(encoder.manifest) +
  [...encoder.files.values()].reduce((sum, { byteLength }) => sum + byteLength, 0)

describe('a library file', () => {
  it('is magic, then the encoder, then the library: head, manifest and files back to back', async () => {
    const hashes = [whole, await writeByHand(encoder, library)].map(sha256)
    expect(new Set(await Promise.all(hashes)).size).toBe(1)
    const others = [alone, await writeByHand(library)].map(sha256)
    expect(new Set(await Promise.all(others)).size).toBe(1)
  })

  it('gives back every byte of what it was made of, and written again is the same file', async () => {
    const sizes = fc.constantFrom(0, 1, 4097, chunkBytes, chunkBytes + 1)
    await fc.assert(
      fc.asyncProperty(
        fc.record({ records: fc.integer({ min: 1, max: 30 }), hasEncoder: fc.boolean(), bytes: sizes }),
        async ({ records, hasEncoder, bytes }) => {
          const plain = await toyLibrary(card, toyRecords(records))
          const pack = await changeLibrary(plain, {
            files: { 'more/extra.bin': randomBytes(bytes, records) },
          })
          const file = await write(pack, hasEncoder ? encoder : undefined)
          const stores = { library: new MemoryStore(), encoder: new MemoryStore() }
          const archive = await openArchive(new MemoryFile(file))
          const options = { signal: new AbortController().signal, onProgress() {} }
          expect(await installArchive(archive, stores, options)).toBe(await keyOf(pack))
          const installed = await readPack(stores.library)
          expect(await fingerprintOf(installed)).toEqual(await fingerprintOf(pack))
          expect(await stores.encoder.list()).toHaveLength(hasEncoder ? 1 : 0)
          const again = await write(installed, hasEncoder ? await readPack(stores.encoder) : undefined)
          expect(await sha256(again)).toBe(await sha256(file))
        },
      ),
      { numRuns: 12 },
    )
  })

  it('keeps the byte-order mark of a manifest: the key is the hash of its bytes', async () => {
    const marked = { ...library, manifest: `\ufeff${library.manifest}` }
    const file = await write(marked)
    const { key, store } = await read(new MemoryFile(file))
    expect(key).toBe(await keyOf(marked))
    expect(await sha256(await write(await readPack(store)))).toBe(await sha256(file))
  })

  it('is read by pieces: manifests when it is opened, then one chunk after another', async () => {
    const file = new MemoryFile(whole)
    await openArchive(file)
    expect(file.reads.reduce((sum, bytes) => sum + bytes, 0)).toBe(
      magicBytes + 2 * sectionHeadBytes + utf8Length(encoder.manifest) + utf8Length(library.manifest),
    )
    await read(file)
    expect(Math.max(...file.reads)).toBeLessThanOrEqual(chunkBytes)
  })

  it('tells of progress that only grows, from nothing to all bytes of both', async () => {
    const { progress } = await read(new MemoryFile(whole))
    const done = progress.map(({ doneBytes }) => doneBytes)
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    expect([done[0], done.at(-1)]).toEqual([0, progress[0]?.totalBytes])
    expect(new Set(progress.map(({ totalBytes }) => totalBytes)).size).toBe(1)
  })
})

describe('a library file that is not as it was', () => {
  const manifestEnd = magicBytes + sectionHeadBytes + utf8Length(encoder.manifest)

  it.each([
    ['nothing', 0],
    ['half the magic', 4],
    ['the magic', magicBytes],
    ['half a head', magicBytes + 7],
    ['a head', magicBytes + sectionHeadBytes],
    ['half a manifest', manifestEnd - 100],
    ['a manifest', manifestEnd],
    ['one of two files', manifestEnd + 500],
    ['half a file', manifestEnd + 500 + chunkBytes],
    ['the encoder', encoderEnd],
    ['the encoder and half a head', encoderEnd + 6],
    ['all but a byte', whole.byteLength - 1],
  ])('R31: cut off behind %s, is refused before anything is stored', async (_what, length) => {
    const { code, message, journal } = await refusal(whole.slice(0, length))
    expect([code, journal]).toEqual(['input-invalid', []])
    expect(message).toMatch(/^stick\/toy\.biohicl is (empty|cut off).*Copy it again\.$/)
  })

  it('is refused wherever it is cut off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.byteLength - 1), async (length) => {
        expect((await refusal(whole.slice(0, length))).code).toBe('input-invalid')
      }),
      { numRuns: 40 },
    )
  })

  it.each([
    ['with its encoder', whole, 1],
    ['with its encoder', whole, 100],
    ['alone', alone, 1],
    ['alone', alone, 100],
  ])('R31: %s and longer than it should be, is refused', async (_what, bytes, more) => {
    const { code, message, journal } = await refusal(concatBytes([bytes, new Uint8Array(more)]))
    expect([code, journal]).toEqual(['input-invalid', []])
    expect(message).toContain(`${more} bytes after its end`)
  })

  it('R31: is refused with any bit flipped, at its beginning', async () => {
    for (let at = 0; at < magicBytes + sectionHeadBytes; at++) {
      const bytes = whole.slice()
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))
      const { message, journal } = await refusal(bytes)
      expect(message).toContain('stick/toy.biohicl')
      expect(journal).toEqual([])
    }
  })

  it('R31: is refused with any bit flipped, anywhere, and never becomes a ready library', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.byteLength - 1), fc.nat(7), async (at, bit) => {
        const bytes = whole.slice()
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
        const store = new MemoryStore()
        await expect(read(new MemoryFile(bytes), store)).rejects.toBeInstanceOf(AppError)
        const ready = (await store.list()).filter(({ isReady }) => isReady)
        expect(ready.filter(({ kind }) => kind === 'library')).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('names the chunk that is damaged', async () => {
    const bytes = whole.slice()
    const at = manifestEnd + 500 + chunkBytes + 7
    bytes[at] = (bytes[at] ?? 0) ^ 1
    const { code, message } = await refusal(bytes)
    expect(code).toBe('file-damaged')
    expect(message).toMatch(/^stick\/toy\.biohicl: chunk 1 of onnx\/toy\.onnx /)
  })

  it.each([
    ['a web page', '<!doctype html><title>Please log in</title>', 'wrong-body', 'is a web page'],
    ['records', '<?xml version="1.0"?><PubmedArticleSet/>', 'input-invalid', 'is no library file'],
    ['21: a zip file', 'PK\u0003\u0004 and so on', 'input-invalid', 'is no library file'],
    ['a manifest', library.manifest, 'input-invalid', 'is no library file'],
    ['a file of the future', 'BIOHICL2LIBR', 'library-invalid', 'newer version'],
    ['a section of the future', `BIOHICL1MODE${'x'.repeat(200)}`, 'library-invalid', 'newer version'],
  ] as const)('R31: is told from %s', async (_what, text, code, words) => {
    const found = await refusal(new TextEncoder().encode(text))
    expect(found).toMatchObject({ code, journal: [] })
    expect(found.message).toContain(`stick/toy.biohicl`)
    expect(found.message).toContain(words)
  })

  it('R39: promises a manifest that is too large, and is refused before one is read', async () => {
    const bytes = whole.slice()
    new DataView(bytes.buffer).setUint32(magicBytes + 4, maxManifestBytes + 1, true)
    const file = new MemoryFile(bytes)
    await expect(openArchive(file)).rejects.toMatchObject({
      code: 'library-invalid',
      message: expect.stringContaining(`${maxManifestBytes} are the most`) as string,
    })
    expect(file.reads).toEqual([magicBytes, sectionHeadBytes])
  })

  it('R39, 21: has a file with a path for a name, and is refused before anything is stored', async () => {
    const files = parseManifest(library.manifest).files
    const outside = { ...files[0], name: '../outside' }
    const manifest = JSON.stringify({ ...JSON.parse(library.manifest), files: [...files, outside] })
    const { code, message, journal } = await refusal(await writeByHand({ ...library, manifest }))
    expect([code, journal]).toEqual(['library-invalid', []])
    expect(message).toContain(`stick/toy.biohicl: manifest.json: files.${files.length}.name`)
  })

  it('R3: brings another encoder than the library was made with, and is refused', async () => {
    const { pack: other } = await toyEncoder({ prefixes: { query: 'query: ', document: '' } })
    expect(await refusal(await writeByHand(other, library))).toMatchObject({
      code: 'encoder-mismatch',
      journal: [],
    })
    await expect(write(library, other)).rejects.toMatchObject({ code: 'encoder-mismatch' })
  })

  it('holds two encoders, two libraries, or an encoder behind the library, and is refused', async () => {
    expect((await refusal(await writeByHand(encoder, encoder))).code).toBe('library-invalid')
    expect((await refusal(await writeByHand(library, library))).code).toBe('input-invalid')
    expect((await refusal(await writeByHand(library, encoder))).code).toBe('input-invalid')
  })
})

describe('writing a library file', () => {
  const options = { signal: new AbortController().signal, onProgress() {} }

  it('refuses a library that was damaged at rest', async () => {
    const { store, bundle } = await bundleOf(library)
    ;(store as MemoryStore).flip(bundle.key, 'records.blocks', 0, 5)
    await expect(writeArchive({ library: { store, bundle } }, () => {}, options)).rejects.toMatchObject({
      code: 'file-damaged',
      message: expect.stringContaining('chunk 0 of records.blocks') as string,
    })
  })

  it('refuses a library whose manifest is not what its key says', async () => {
    const { store, bundle } = await bundleOf(library)
    const changed = { ...bundle, manifest: bundle.manifest.replace('Toy library', 'Top library') }
    await expect(
      writeArchive({ library: { store, bundle: changed } }, () => {}, options),
    ).rejects.toMatchObject({ code: 'library-invalid' })
  })

  it('stops when it is cancelled', async () => {
    const controller = new AbortController()
    const done = writeArchive({ library: await bundleOf(library) }, () => controller.abort(), {
      ...options,
      signal: controller.signal,
    })
    await expect(done).rejects.toMatchObject({ code: 'cancelled' })
  })
})
