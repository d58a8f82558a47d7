import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { build } from '../../src/cli/build.ts'
import type { Effects } from '../../src/cli/effects.ts'
import { merge } from '../../src/cli/merge.ts'
import {
  readArguments,
  toBuildOptions,
  toMergeOptions,
  toReencodeOptions,
  toUpdateOptions,
} from '../../src/cli/options.ts'
import { verify } from '../../src/cli/pack.ts'
import { reencode } from '../../src/cli/reencode.ts'
import { update } from '../../src/cli/update.ts'
import { encoderIdText, parseEncoderCard } from '../../src/core/encoder/card.ts'
import { parseManifest, type Manifest } from '../../src/core/pack/manifest.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import { sha256OfText } from '../../src/engine/hash.ts'
import { signManifest } from '../../src/engine/signature.ts'
import { publisher } from '../fakes/signingKey.ts'
import { toyRecord } from '../fakes/toyPack.ts'
import { tinyMpnetFolder } from '../fixtures/tinyMpnet.ts'

/** Commands that keep libraries current, run on the small encoder of the fixtures. */

const work = mkdtempSync(join(tmpdir(), 'biohicl-current-'))
const at = (name: string) => join(work, name)
const otherEncoder = at('other-mpnet')
const none = new AbortController().signal

beforeAll(async () => {
  // Commands take the headings of a data folder where there is one.
  vi.stubEnv('BIOHICL_DATA_DIR', '')
  // The same model with a prefix is another encoder.
  cpSync(tinyMpnetFolder, otherEncoder, { recursive: true })
  const card = parseEncoderCard(readFileSync(join(otherEncoder, 'model.json'), 'utf8'))
  card.name = 'other-mpnet'
  card.prefixes = { query: 'brain ', document: 'brain ' }
  card.id = await sha256OfText(encoderIdText(card))
  writeFileSync(join(otherEncoder, 'model.json'), JSON.stringify(card))
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(work, { recursive: true })
})

function write(name: string, records: readonly PubmedRecord[]): string {
  writeFileSync(at(name), records.map((record) => `${JSON.stringify(record)}\n`).join(''))
  return at(name)
}

function writeDeletions(name: string, pmids: readonly string[]): string {
  const list = pmids.map((pmid) => `<PMID Version="1">${pmid}</PMID>`).join('')
  const root = `<PubmedArticleSet><DeleteCitation>${list}</DeleteCitation></PubmedArticleSet>`
  writeFileSync(at(name), `<?xml version="1.0"?>\n${root}\n`)
  return at(name)
}

/** Runs a command as the command line would; `stopAt` is a step of the build at which it is interrupted. */
async function library(
  line: string,
  stopAt?: string,
): Promise<{ lines: string[]; manifest: Manifest | undefined }> {
  const lines: string[] = []
  const controller = new AbortController()
  const effects: Effects = {
    out: (text) => void lines.push(text),
    progress: (text) => stopAt !== undefined && text.startsWith(stopAt) && controller.abort(),
    now: () => performance.now(),
    signal: controller.signal,
  }
  const words = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''))
  const encoder = words.includes('--encoder') ? [] : ['--encoder', tinyMpnetFolder]
  const { values, positionals } = readArguments([...words, ...encoder])
  const [command, ...rest] = positionals
  const run = () => {
    if (command === 'update') return update(toUpdateOptions(values, rest), effects)
    if (command === 'merge') return merge(toMergeOptions(values, rest), effects)
    if (command === 'reencode') return reencode(toReencodeOptions(values, rest), effects)
    return build({ ...toBuildOptions(values), inputs: values.in ?? [] }, effects)
  }
  return { manifest: await run(), lines }
}

const manifestText = (name: string) => readFileSync(join(at(name), 'manifest.json'), 'utf8')
const manifestOf = (name: string) => parseManifest(manifestText(name))

/** Every file of a library's folder; of the manifest what does not tell how it came to be. */
function contentOf(name: string): Record<string, unknown> {
  const { version: _v, account: _a, source: _s, id: _i, title: _t, ...manifest } = manifestOf(name)
  const files = readdirSync(at(name)).filter((file) => file !== 'manifest.json')
  const bytes = files.map((file) => [file, readFileSync(join(at(name), file)).toString('base64')])
  return { ...(Object.fromEntries(bytes) as object), manifest }
}

function expectAccountAddsUp({ account }: Manifest): void {
  const skipped = Object.values(account.skipped).reduce((sum, count) => sum + count, 0)
  expect(account.read).toBe(account.kept + skipped)
}

const words = ['gout', 'sepsis', 'asthma', 'stroke', 'migraine', 'eczema']
function note(n: number, more: Partial<PubmedRecord> = {}): PubmedRecord {
  return toyRecord(String(n), {
    title: `Note ${n} on ${words[n % words.length] ?? ''}.`,
    abstract: [{ text: `What became of ${words[(n * 5 + 1) % words.length] ?? ''} in group ${n}.` }],
    date: { year: 2000 + (n % 25), month: 3 },
    ...more,
  })
}
const notes = Array.from({ length: 20 }, (_, i) => note(i + 1))

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
    await library(`build --in ${base} --out ${at('lib')} --id lib --title "My library" --licence Mine`)
    await library(`build --in ${write('all.jsonl', records)} --out ${at('fresh')} --licence Mine`)
  })

  it('R46: gives what a fresh build of the resulting records gives, one version higher', async () => {
    cpSync(at('lib'), at('updated'), { recursive: true })
    const { lines, manifest } = await library(`update ${at('updated')} --in ${files}`)
    expect(contentOf('updated')).toEqual(contentOf('fresh'))
    expect(lines).toContain('  2 added, 1 revised, 1 deleted, 18 unchanged')
    expect(manifest).toMatchObject({
      ...{ id: 'lib', title: 'My library', licence: 'Mine', version: 2, records: 21, date: '2020-03-01' },
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

  it.each(['encode', 'index', 'measure', 'write'])(
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

describe('library build without MeSH', () => {
  it('says where it is to be had, when there are headings to place', async () => {
    const headed = note(1, { headings: [{ name: 'Sepsis', major: false, qualifiers: [] }] })
    const hint = expect.stringContaining('library -- mesh --out FILE.gz') as string
    const { lines } = await library(`build --in ${write('headed.jsonl', [headed])} --out ${at('headed')}`)
    expect(lines).toContainEqual(hint)
    const others = await library(`build --in ${write('bare.jsonl', [note(1)])} --out ${at('without')}`)
    expect(others.lines).not.toContainEqual(hint)
  })
})

describe('library merge', () => {
  const parts = [notes.slice(0, 9), notes.slice(5, 15), notes.slice(12)]
  const folders = parts.map((_, i) => at(`part-${i}`))

  beforeAll(async () => {
    for (const [i, part] of parts.entries()) {
      // Some records are in two libraries, one of them with a notice.
      const noticed = part.map((one) => ({
        ...one,
        notices: i === 1 ? [{ kind: 'retraction' as const, pmid: '77' }] : [],
      }))
      const file = write(`part-${i}.jsonl`, noticed)
      await library(`build --in ${file} --out ${at(`part-${i}`)} --licence "Licence ${i % 2}."`)
    }
  })

  it('R46: gives the same bytes in any order, with every record once', async () => {
    const [a = '', b = '', c = ''] = folders
    const manifests: string[] = []
    for (const order of [
      [a, b, c],
      [c, a, b],
      [b, c, a, b],
    ]) {
      const { manifest, lines } = await library(`merge ${order.join(' ')} --out ${at('merged')}`)
      manifests.push(manifestText('merged'))
      expect(lines).toContain('  20 records to keep of 27 read')
      expect(manifest).toMatchObject({
        ...{ id: 'merged', title: 'merged', kind: 'pubmed', records: 20, version: 1 },
        account: { read: 27, kept: 20, skipped: { duplicate: 7 } },
      })
      expectAccountAddsUp(manifestOf('merged'))
    }
    expect(new Set(manifests).size).toBe(1)
    const { licence, source } = manifestOf('merged')
    expect(licence.split(/(?<=\.) /).toSorted()).toEqual(['Licence 0.', 'Licence 1.'])
    expect(source.split(', ').toSorted()).toEqual(['part-0.jsonl', 'part-1.jsonl', 'part-2.jsonl'])
    await verify(at('merged'), { out() {}, progress() {}, now: () => 0, signal: none })
  })

  it('gives what a build of all their records gives', async () => {
    await library(`merge ${folders.join(' ')} --out ${at('merged')} --licence L`)
    const files = parts.map((_, i) => `--in ${at(`part-${i}.jsonl`)}`).join(' ')
    await library(`build ${files} --out ${at('merged-fresh')} --licence L`)
    expect(contentOf('merged')).toEqual(contentOf('merged-fresh'))
  })

  it('refuses libraries of two encoders, naming both and the command that helps', async () => {
    const [a = '', b = ''] = folders
    await library(`reencode ${b} --encoder ${otherEncoder} --out ${at('foreign')}`)
    await expect(library(`merge ${a} ${at('foreign')} --out ${at('none')}`)).rejects.toMatchObject({
      code: 'encoder-mismatch',
      message: expect.stringMatching(
        /^(?=.*tiny-mpnet \()(?=.*other-mpnet \().*library -- reencode DIR --encoder models/,
      ) as string,
    })
    expect(existsSync(at('none'))).toBe(false)
  })

  it('refuses a single library, and sample notes among publications', async () => {
    const [a = '', b = ''] = folders
    await expect(library(`merge ${a} --out ${at('none')}`)).rejects.toMatchObject({ code: 'usage' })
    cpSync(b, at('samples'), { recursive: true })
    const manifest = { ...manifestOf('samples'), kind: 'sample-notes' }
    writeFileSync(join(at('samples'), 'manifest.json'), JSON.stringify(manifest))
    await expect(library(`merge ${a} ${at('samples')} --out ${at('none')}`)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('no publications') as string,
    })
  })
})

describe('library reencode', () => {
  beforeAll(async () => {
    await library(`build --in ${write('notes.jsonl', notes)} --out ${at('notes')} --title Notes`)
  })

  it('makes what a build with the other encoder makes, elsewhere or in place', async () => {
    const encoder = `--encoder ${otherEncoder}`
    await library(`build --in ${at('notes.jsonl')} --out ${at('notes-fresh')} --title Notes ${encoder}`)
    const { manifest } = await library(`reencode ${at('notes')} --out ${at('renewed')} ${encoder}`)
    expect(contentOf('renewed')).toEqual(contentOf('notes-fresh'))
    expect(manifest).toMatchObject({ id: 'notes', title: 'Notes', source: 'notes.jsonl', version: 2 })
    expect(manifestOf('notes').encoder.name).toBe('tiny-mpnet')

    cpSync(at('notes'), at('in-place'), { recursive: true })
    await library(`reencode ${at('in-place')} ${encoder}`)
    expect(contentOf('in-place')).toEqual(contentOf('notes-fresh'))
  })

  it('and back again gives the same library', async () => {
    await library(`reencode ${at('renewed')} --out ${at('back')}`)
    expect(contentOf('back')).toEqual(contentOf('notes'))
  })

  it('has nothing to do in place with the same encoder', async () => {
    await expect(library(`reencode ${at('notes')}`)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/made with tiny-mpnet.*--encoder.*--out/) as string,
    })
  })

  it('keeps the places of headings without the descriptors, and takes a branch of them', async () => {
    const headings =
      'ui\tname\ttree_numbers\nD000001\tDiseases\tC01\nD000002\tSepsis\tC01.100\nD000003\tGout\tC02\n'
    writeFileSync(at('mesh2023.tsv'), headings)
    const about = (n: number, name: string) => note(n, { headings: [{ name, major: false, qualifiers: [] }] })
    const file = write('about.jsonl', [about(1, 'Sepsis'), about(2, 'Gout'), about(3, 'Sepsis'), note(4)])
    const line = `build --in ${file} --mesh ${at('mesh2023.tsv')}`
    await library(`${line} --out ${at('about')}`)
    await library(`${line} --out ${at('about-fresh')} --encoder ${otherEncoder}`)
    await library(`reencode ${at('about')} --out ${at('about-new')} --encoder ${otherEncoder}`)
    expect(contentOf('about-new')).toEqual(contentOf('about-fresh'))

    const { manifest } = await library(`reencode ${at('about')} --out ${at('branch')} --branch Diseases`)
    expect(manifest).toMatchObject({ records: 2, account: { read: 4, kept: 2, skipped: { filtered: 2 } } })
  })
})

describe('filters of build', () => {
  beforeAll(() => {
    write('mixed.jsonl', [
      note(1, { publicationTypes: ['Review'], languages: ['eng'] }),
      note(2, { publicationTypes: ['Letter'], languages: ['eng', 'fre'] }),
      note(3, { publicationTypes: ['Review', 'Editorial'], languages: ['ger'] }),
    ])
  })

  it.each([
    ['--years 2002-', ['2', '3']],
    ['--years=-2001', ['1']],
    ['--years 2002', ['2']],
    ['--type review --type Editorial', ['1', '3']],
    ['--language fre --language ger', ['2', '3']],
    ['--type Review --language eng', ['1']],
  ])('%s', async (filter, pmids) => {
    const { manifest, lines } = await library(
      `build --in ${at('mixed.jsonl')} --out ${at('mixed')} ${filter}`,
    )
    expect(manifest?.golden.queries).toHaveLength(pmids.length)
    const found = new Set(manifest?.golden.queries.flatMap(({ meaning }) => meaning))
    expect([...found].toSorted()).toEqual(pmids.map(Number))
    expectAccountAddsUp(manifestOf('mixed'))
    expect(lines).toContain(`  ${pmids.length} records to keep of 3 read, ${3 - pmids.length} filtered out`)
  })

  it.each(['2024-2015', '15', '2015-2016-2017', '-', 'now'])('refuse the years %s', (years) => {
    const { values } = readArguments(['--out', 'x', `--years=${years}`])
    expect(() => toBuildOptions(values)).toThrow(
      `--years: expected 2015-2024, 2015, 2015- or -2024, got “${years}”`,
    )
  })

  it('refuse a language that is no code, and a branch without MeSH', async () => {
    const line = `build --in ${at('mixed.jsonl')} --out ${at('refused')}`
    await expect(library(`${line} --language English`)).rejects.toThrow('a code of three letters such as eng')
    await expect(library(`${line} --branch Gout`)).rejects.toThrow('--mesh')
  })

  it('say so when nothing passes them', async () => {
    const line = `build --in ${at('mixed.jsonl')} --out ${at('refused')} --years 1900`
    await expect(library(line)).rejects.toThrow('No record fits --years')
  })
})
