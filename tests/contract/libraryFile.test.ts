import {
  cpSync,
  existsSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportLibrary, importLibrary } from '../../src/cli/archive.ts'
import type { Effects } from '../../src/cli/effects.ts'
import { createFolderStore } from '../../src/platform/node/folderStore.ts'
import {
  changeLibrary,
  fingerprintOf,
  readPack,
  storePack,
  toyEncoder,
  toyLibrary,
  toyRecords,
} from '../fakes/toyPack.ts'

const { card, pack: encoder } = await toyEncoder()
const library = await toyLibrary(card)

describe('a library as one file, on the command line', () => {
  const work = mkdtempSync(join(tmpdir(), 'biohicl-file-'))
  const inWork = (name: string) => join(work, name)
  const models = inWork('models')
  const stick = inWork('stick/toy.biohicl')
  const printed: string[] = []
  const effects: Effects = {
    out: (line) => void printed.push(line),
    progress() {},
    now: () => 0,
    signal: new AbortController().signal,
  }
  const save = (folder: string, out: string, more: { hasEncoder?: boolean; encoderFolder?: string } = {}) =>
    exportLibrary(
      { folder, out, hasEncoder: true, encoderFolder: join(models, encoder.name), ...more },
      effects,
    )
  const load = (file: string, out: string, to = models) => importLibrary({ file, out, models: to }, effects)
  const isSame = (a: string, b: string) => readFileSync(a).equals(readFileSync(b))

  beforeAll(async () => {
    await storePack(encoder, createFolderStore(join(models, encoder.name), 'encoder'))
    await storePack(library, createFolderStore(inWork('library'), 'library'))
    await save(inWork('library'), stick)
  })
  afterAll(() => rmSync(work, { recursive: true, force: true }))

  it('is the same file each time it is written, and leaves no part of one', async () => {
    await save(inWork('library'), inWork('stick/again.biohicl'))
    expect(isSame(inWork('stick/again.biohicl'), stick)).toBe(true)
    expect(readdirSync(inWork('stick')).toSorted()).toEqual(['again.biohicl', 'toy.biohicl'])
    expect(printed.at(-1)).toContain('“Toy library”, 40 records, with its encoder toy.')
  })

  it('becomes folders with the bytes that it was made of, and from them the same file again', async () => {
    const elsewhere = inWork('elsewhere')
    await load(stick, inWork('unpacked'), elsewhere)
    const folders = { library: inWork('unpacked'), encoder: join(elsewhere, 'toy') } as const
    const unpacked = await readPack(createFolderStore(folders.library, 'library'))
    expect(await fingerprintOf(unpacked)).toEqual(await fingerprintOf(library))
    expect(await fingerprintOf(await readPack(createFolderStore(folders.encoder, 'encoder')))).toEqual(
      await fingerprintOf(encoder),
    )
    expect(printed.slice(-2)).toEqual([
      `“Toy library” is in ${folders.library}: 40 records, every hash right.`,
      `Its encoder was installed: ${folders.encoder}`,
    ])
    await save(folders.library, inWork('stick/round.biohicl'), { encoderFolder: folders.encoder })
    expect(isSame(inWork('stick/round.biohicl'), stick)).toBe(true)
  })

  it('leaves an encoder that is there, and a folder of something else, as they are', async () => {
    await load(stick, inWork('second'))
    expect(printed.at(-1)).toBe(`Its encoder is there already: ${join(models, 'toy')}`)
    const others = inWork('others')
    mkdirSync(join(others, 'toy'), { recursive: true })
    writeFileSync(join(others, 'toy', 'thesis.txt'), 'years of work')
    await load(stick, inWork('third'), others)
    expect(printed.at(-1)).toMatch(/^Its encoder was left out/)
    writeFileSync(inWork('notes.txt'), 'more work')
    await expect(load(stick, inWork('notes.txt'))).rejects.toMatchObject({ code: 'usage' })
    expect(readFileSync(inWork('notes.txt'), 'utf8')).toBe('more work')
    await expect(load(stick, others)).rejects.toMatchObject({ code: 'usage' })
    expect(readdirSync(join(others, 'toy'))).toEqual(['thesis.txt'])
  })

  it('R39: writes nothing outside of its folders, whatever the library calls its encoder', async () => {
    const named = await changeLibrary(library, {
      manifest: { encoder: { id: card.id, name: '../../escaped' } },
    })
    await storePack(named, createFolderStore(inWork('named'), 'library'))
    await save(inWork('named'), inWork('stick/named.biohicl'))
    const before = readdirSync(work)
    await load(inWork('stick/named.biohicl'), inWork('fifth'), inWork('deep/models'))
    expect(readdirSync(inWork('deep/models'))).toEqual(['toy'])
    expect(readdirSync(work).toSorted()).toEqual([...before, 'fifth', 'deep'].toSorted())
  })

  it('may lack the encoder', async () => {
    await save(inWork('library'), inWork('stick/small.biohicl'), { hasEncoder: false })
    await load(inWork('stick/small.biohicl'), inWork('fourth'), inWork('no-models'))
    expect(printed.at(-1)).toMatch(/^The file brings no encoder/)
    expect(existsSync(inWork('no-models'))).toBe(false)
  })

  it('takes the place of an older version of the same library, and of no other', async () => {
    const other = await toyLibrary(card, toyRecords(3), { id: 'other' })
    await storePack(other, createFolderStore(inWork('other'), 'library'))
    await expect(load(stick, inWork('other'))).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('holds another library') as string,
    })
    const older = await toyLibrary(card, toyRecords(3))
    await storePack(older, createFolderStore(inWork('older'), 'library'))
    await load(stick, inWork('older'))
    const now = await readPack(createFolderStore(inWork('older'), 'library'))
    expect(await fingerprintOf(now)).toEqual(await fingerprintOf(library))
  })

  it('R31: that is damaged, cut off, or of another kind becomes nothing, and is named', async () => {
    const flipped = readFileSync(stick)
    flipped.writeUInt8(flipped.readUInt8(flipped.length - 100) ^ 1, flipped.length - 100)
    const cases: [name: string, bytes: Buffer | string, code: string][] = [
      ['flipped', flipped, 'file-damaged'],
      ['cut', readFileSync(stick).subarray(0, -1), 'input-invalid'],
      ['page', '<!doctype html>', 'wrong-body'],
      ['empty', '', 'input-invalid'],
    ]
    for (const [name, bytes, code] of cases) {
      const path = inWork(`${name}.biohicl`)
      writeFileSync(path, bytes)
      const error = await load(path, inWork('nothing')).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code, message: expect.stringContaining(path) as string })
    }
    await expect(load(inWork('missing'), inWork('nothing'))).rejects.toMatchObject({ code: 'not-found' })
    await expect(load(work, inWork('nothing'))).rejects.toMatchObject({ code: 'input-invalid' })
    expect(readdirSync(work).filter((name) => name.startsWith('nothing'))).toEqual([])
  })

  it('is not written from a damaged library, nor under a name that the page would not know', async () => {
    cpSync(inWork('library'), inWork('damaged'), { recursive: true })
    const path = join(inWork('damaged'), 'vectors.i8')
    const bytes = readFileSync(path)
    bytes.writeUInt8(bytes.readUInt8(3) ^ 1, 3)
    writeFileSync(path, bytes)
    await expect(save(inWork('damaged'), inWork('stick/bad.biohicl'))).rejects.toMatchObject({
      code: 'file-damaged',
    })
    await expect(save(inWork('library'), inWork('stick/toy.zip'))).rejects.toMatchObject({ code: 'usage' })
    expect(readdirSync(inWork('stick')).filter((name) => /bad|zip|partial/.test(name))).toEqual([])
  })
})
