import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../../src/cli/pack.ts'
import { update } from '../../src/cli/update.ts'
import { signManifest } from '../../src/engine/signature.ts'
import { publisher } from '../fakes/signingKey.ts'
import { tinyMpnetFolder } from '../fixtures/tinyMpnet.ts'
import {
  at,
  otherEncoder,
  none,
  write,
  writeDeletions,
  library,
  manifestText,
  manifestOf,
  contentOf,
  expectAccountAddsUp,
  note,
  notes,
} from './libraryFolders.ts'

describe('library update', () => {
  const revised = [note(3, { title: 'A better title.' }), note(30), note(31), note(7)]
  const records = [...notes.filter(({ pmid }) => pmid !== '5' && pmid !== '3'), ...revised]
  let base: string
  let files: string

  beforeAll(async () => {
    base = write('base.jsonl', notes)
    mkdirSync(at('updates'))
    write(join('updates', 'a.jsonl'), revised)
    writeDeletions(join('updates', 'b.xml'), ['5', '999'])
    files = at('updates')
    await library(
      `build --in ${base} --out ${at('lib')} --id lib --title "My library" --licence Mine --stale-after 90`,
    )
    await library(
      `build --in ${write('all.jsonl', records)} --out ${at('fresh')} --licence Mine --stale-after 90`,
    )
  })

  it('R46: gives what a fresh build of the resulting records gives, one version higher', async () => {
    cpSync(at('lib'), at('updated'), { recursive: true })
    const { lines, manifest } = await library(`update ${at('updated')} --in ${files}`)
    expect(contentOf('updated')).toEqual(contentOf('fresh'))
    expect(lines).toContain('  2 added, 1 revised, 1 deleted, 18 unchanged')
    expect(manifest).toMatchObject({
      ...{ id: 'lib', title: 'My library', licence: 'Mine', version: 2, records: 21, date: '2020-03-01' },
      staleAfterDays: 90,
      source: 'base.jsonl, a.jsonl, b.xml',
      account: { read: 24, kept: 21, skipped: { 'older-version': 2, deleted: 1 } },
    })
    expectAccountAddsUp(manifestOf('updated'))
    await verify(at('updated'), { out() {}, progress() {}, now: () => 0, signal: none })

    const before = manifestText('updated')
    const again = await library(`update ${at('updated')} --in ${files}`)
    expect(again.manifest).toBeUndefined()
    expect(again.lines.at(-1)).toBe('“My library” has all of it already: nothing is written.')
    expect(manifestText('updated')).toBe(before)
  })

  it.each(['encode', 'index', 'measure', 'map', 'write'])(
    'R14: leaves the old library whole when it is interrupted at the step %s, and goes on to the same bytes',
    async (step) => {
      const name = `stopped-${step}`
      cpSync(at('lib'), at(name), { recursive: true })
      await expect(library(`update ${at(name)} --in ${files}`, step)).rejects.toMatchObject({
        name: 'AbortError',
      })
      expect(contentOf(name)).toEqual(contentOf('lib'))
      await library(`update ${at(name)} --in ${files}`)
      expect(contentOf(name)).toEqual(contentOf('fresh'))
      expect(existsSync(`${at(name)}.partial`)).toBe(false)
    },
  )

  it('R14: holds the old library or the new one, whole, at whatever moment it is killed', async () => {
    cpSync(at('lib'), at('killed'), { recursive: true })
    const line = `update ${at('killed')} --in ${files}`
    await new Promise((resolve) => {
      const args = ['--import', 'tsx', 'src/cli/main.ts', ...line.split(' '), '--encoder', tinyMpnetFolder]
      const child = spawn(process.execPath, args, { env: { ...process.env, BIOHICL_DATA_DIR: '' } })
      child.stderr.on('data', () => child.kill('SIGKILL')) // its first sign of progress
      child.on('close', resolve)
    })
    const held = existsSync(at('killed')) ? 'killed' : 'killed.old' // killed while folders changed places
    expect([contentOf('lib'), contentOf('fresh')]).toContainEqual(contentOf(held))
    await library(line)
    expect(contentOf('killed')).toEqual(contentOf('fresh'))
  })

  it('R14: finds the old library again after an interruption while folders change places', async () => {
    cpSync(at('lib'), `${at('aside')}.old`, { recursive: true })
    await library(`update ${at('aside')} --in ${files}`)
    expect(contentOf('aside')).toEqual(contentOf('fresh'))
    expect(existsSync(`${at('aside')}.old`)).toBe(false)
  })

  it('encodes what is new alone', async () => {
    cpSync(at('lib'), at('counted'), { recursive: true })
    const seen: string[] = []
    const effects = { out() {}, progress: (line: string) => void seen.push(line), now: () => 0, signal: none }
    const options = { inputs: [files], encoderFolder: tinyMpnetFolder, batchSize: 1, isSigned: false }
    await update({ ...options, folder: at('counted') }, effects)
    expect(seen.filter((line) => line.startsWith('encode')).at(-1)).toContain('3/3')
  })

  it('drops what a filter does not let through any more', async () => {
    cpSync(at('lib'), at('narrowed'), { recursive: true })
    const { lines, manifest } = await library(`update ${at('narrowed')} --in ${files} --years 2001-2010`)
    expect(lines).toContain('  2 added, 1 revised, 11 deleted, 8 unchanged')
    expect(manifest).toMatchObject({ records: 11, account: { skipped: { filtered: 10 } } })
    expectAccountAddsUp(manifestOf('narrowed'))
  })

  it('refuses another encoder, naming the command that helps, and what it would not change', async () => {
    const line = `update ${at('lib')} --in ${files}`
    await expect(library(`${line} --encoder ${otherEncoder}`)).rejects.toMatchObject({
      code: 'encoder-mismatch',
      message: expect.stringMatching(/tiny-mpnet.*other-mpnet.*library -- reencode DIR --encoder/) as string,
    })
    await expect(library(`${line} --title Other --out x`)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/^--out, --title: an update keeps/) as string,
    })
    await expect(library(`update ${at('lib')}`)).rejects.toMatchObject({ code: 'usage' })
    await expect(library(`update ${at('nothing')} --in ${files}`)).rejects.toMatchObject({
      code: 'library-missing',
    })
  })

  it('refuses a library without abstracts, and leaves it', async () => {
    await library(`build --in ${base} --out ${at('bare')} --no-abstracts`)
    const before = manifestText('bare')
    await expect(library(`update ${at('bare')} --in ${files}`)).rejects.toMatchObject({
      code: 'input-invalid',
      message: expect.stringContaining('no abstracts') as string,
    })
    expect(manifestText('bare')).toBe(before)
  })

  it('tells that a signature is gone', async () => {
    cpSync(at('lib'), at('signed'), { recursive: true })
    const signed = await signManifest(manifestText('signed'), publisher)
    writeFileSync(join(at('signed'), 'manifest.json'), signed)
    const { lines } = await library(`update ${at('signed')} --in ${files}`)
    expect(lines.at(-1)).toMatch(/was signed and this version is not/)
    expect(manifestOf('signed').signature).toBeUndefined()
  })
})

describe('library update of a library with MeSH', () => {
  const headings = 'ui\tname\ttree_numbers\nD000001\tDiseases\tC01\nD000002\tSepsis\tC01.100\n'
  const about = (n: number, name: string) => note(n, { headings: [{ name, major: false, qualifiers: [] }] })

  it('asks for the descriptors, and gives them to new records', async () => {
    writeFileSync(at('mesh2024.tsv'), headings)
    const mesh = `--mesh ${at('mesh2024.tsv')}`
    const [one, two] = [write('one.jsonl', [about(1, 'Sepsis')]), write('two.jsonl', [about(2, 'sepsis')])]
    await library(`build --in ${one} --out ${at('placed')} ${mesh}`)
    const line = `update ${at('placed')} --in ${two}`
    await expect(library(line)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/MeSH 2024.*--mesh/) as string,
    })
    await library(`${line} ${mesh}`)
    await library(`build --in ${one} --in ${two} --out ${at('placed-fresh')} ${mesh}`)
    expect(contentOf('placed')).toEqual(contentOf('placed-fresh'))
    expect(manifestOf('placed')).toMatchObject({ meshYear: 2024, headings: { given: 2, unknown: 0 } })

    const again = await library(`${line} ${mesh}`) // names again, where the library has identifiers
    expect(again.manifest).toBeUndefined()
    const later = await library(`${line} ${mesh} --mesh-year 2025`)
    expect(later.manifest).toMatchObject({ meshYear: 2025, version: 3 })
  })
})
