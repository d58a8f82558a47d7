import { cpSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readArguments, toBuildOptions } from '../../src/cli/options.ts'
import { verify } from '../../src/cli/pack.ts'
import {
  at,
  otherEncoder,
  none,
  write,
  library,
  manifestText,
  manifestOf,
  contentOf,
  expectAccountAddsUp,
  note,
  notes,
} from './libraryFolders.ts'

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
    await library(
      `build --in ${write('notes.jsonl', notes)} --out ${at('notes')} --title Notes --stale-after 30`,
    )
  })

  it('makes what a build with the other encoder makes, elsewhere or in place', async () => {
    const encoder = `--encoder ${otherEncoder}`
    await library(
      `build --in ${at('notes.jsonl')} --out ${at('notes-fresh')} --title Notes --stale-after 30 ${encoder}`,
    )
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

describe('what is said of a library', () => {
  it.each([
    ['--id=Gout', '--id: expected lower-case letters, digits and hyphens.'],
    ['--date=2024-02-30', '--date: expected a date such as 2026-01-31.'],
    ['--title=', '--title: expected some text.'],
    [`--licence=${'x'.repeat(4001)}`, '--licence: expected at most 4000 characters.'],
  ])('is refused before anything is read, where no manifest may have it: %.20s', (option, words) => {
    const { values } = readArguments(['--out', 'x', option])
    expect(() => toBuildOptions(values)).toThrow(words)
  })

  it('has an id where the folder has a long name', () => {
    const { values } = readArguments(['--out', `${'heart-'.repeat(20)}failure`])
    expect(toBuildOptions(values).description.id).toMatch(/^(heart-)+h/)
    expect(toBuildOptions(values).description.id.length).toBeLessThanOrEqual(64)
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
