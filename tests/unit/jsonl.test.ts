import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/core/errors.ts'
import type { ParsedLine } from '../../src/core/pubmed/jsonl.ts'
import { parseRecordLine } from '../../src/core/pubmed/jsonl.ts'
import { createJsonlParser } from '../../src/core/pubmed/jsonlStream.ts'
import type { SkippedRecord } from '../../src/core/pubmed/skip.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import { toyRecord } from '../fakes/toyPack.ts'
import { dataDir } from '../fixtures/dataDir.ts'

const full: PubmedRecord = {
  pmid: '12',
  title: 'Tea',
  abstract: [{ label: 'AIM', text: 'To drink.' }, { text: 'Done.' }],
  vernacularTitle: 'Thé',
  journal: { title: 'Journal of Tea', abbreviation: 'J Tea', volume: '1', issue: '2', pages: '3-4' },
  date: { year: 2001, month: 2, day: 3 },
  authors: [{ name: 'Müller', initials: 'A' }, { name: 'Tea Group' }],
  headings: [{ name: 'Tea', ui: 'D013662', major: true, qualifiers: [{ name: 'history', major: false }] }],
  publicationTypes: ['Journal Article'],
  languages: ['eng'],
  notices: [{ kind: 'correction', pmid: '13', source: 'J Tea' }],
  doi: '10.1234/tea',
}

function recordOf(value: unknown): PubmedRecord {
  const parsed = parse(value)
  if (parsed.kind === 'skipped') throw new Error(parsed.skip.message)
  return parsed.record
}

function skipOf(value: unknown): SkippedRecord {
  const parsed = parse(value)
  if (parsed.kind === 'record') throw new Error('expected the line to be skipped')
  return parsed.skip
}

function parse(value: unknown): ParsedLine {
  return parseRecordLine(typeof value === 'string' ? value : JSON.stringify(value), 7)
}

describe('a line of a JSON Lines file', () => {
  it('in the full shape gives back the record that was written', () => {
    expect(recordOf(full)).toEqual(full)
  })

  it('in the full shape may leave out all but PMID and a title', () => {
    const record = recordOf({ pmid: 12, title: 'Tea', journal: null, doi: '', date: null })
    expect(record).toEqual(toyRecord('12', { title: 'Tea' }))
  })

  it('in the short shape gives a record with headings by name', () => {
    const short = {
      pmid: '0012',
      title: 'Tea',
      abstract: 'Done.',
      mesh: ['Tea', 'Humans'],
      year: 1999,
      source: 'x',
    }
    expect(recordOf(short)).toMatchObject({
      pmid: '12',
      abstract: [{ text: 'Done.' }],
      date: { year: 1999 },
      headings: [{ name: 'Tea', major: false, qualifiers: [] }, { name: 'Humans' }],
    })
    expect(recordOf({ ...short, year: null })).not.toHaveProperty('date')
    expect(recordOf({ pmid: 5, abstract: 'Only this.' })).toMatchObject({
      title: '',
      abstract: [{ text: 'Only this.' }],
    })
  })

  it('has its text cleaned', () => {
    const title = 'Cafe\u0301\0 \u0007a\u2028\n b \ud800 no\u202et'
    expect(recordOf({ pmid: 1, title }).title).toBe('Café a b \ufffd not')
  })

  it.each([
    ['{"pmid": 1', 'malformed', /Not JSON/],
    ['[1]', 'malformed', /Expected an object/],
    ['null', 'malformed', /Expected an object/],
    [{ title: 'x' }, 'no-pmid', /no pmid/],
    [{ pmid: ' ', title: 'x' }, 'no-pmid', /no pmid/],
    [{ pmid: '1e3', title: 'x' }, 'bad-pmid', /"1e3"/],
    [{ pmid: 1.5, title: 'x' }, 'bad-pmid', /1\.5/],
    [{ pmid: -1, title: 'x' }, 'bad-pmid', /-1/],
    [{ pmid: 4294967296, title: 'x' }, 'bad-pmid', /4294967296/],
    [{ pmid: {}, title: 'x' }, 'malformed', /^pmid: /],
    [{ pmid: 1, title: ' ', abstract: '' }, 'no-text', /neither title nor abstract/],
    [{ pmid: 1, title: 3 }, 'malformed', /^title: .+string.+3/],
    [{ pmid: 1, title: 'x', mesh: ['a', 2] }, 'malformed', /^mesh\.1: /],
    [{ pmid: 1, title: 'x', abstract: [{ text: 'a' }, {}] }, 'malformed', /^abstract\.1\.text: /],
    [{ ...full, headings: [{ name: 'Tea', major: 'Y' }] }, 'malformed', /^headings\.0\.major: /],
    [{ ...full, notices: [{ kind: 'praise' }] }, 'malformed', /^notices\.0\.kind: /],
    [{ ...full, date: { year: '2001' } }, 'malformed', /^date\.year: /],
  ])('%j is skipped as %s with the place in it', (value, reason, words) => {
    const skip = skipOf(value)
    expect(skip.reason).toBe(reason)
    expect(skip.place.line).toBe(7)
    expect(skip.message).toMatch(words)
  })

  it('nested a million deep is skipped', () => {
    expect(skipOf('['.repeat(1_000_000))).toMatchObject({ reason: 'malformed' })
  })

  it('with __proto__ and constructor as keys does no harm', () => {
    const line =
      '{"pmid":1,"title":"x","__proto__":{"isEvil":true},"constructor":{"prototype":{"isEvil":true}}}'
    const record = recordOf(line)
    expect(Object.hasOwn(record, '__proto__')).toBe(false)
    expect('isEvil' in record || 'isEvil' in {}).toBe(false)
  })

  it('never throws, whatever it holds', () => {
    fc.assert(fc.property(fc.json(), (line) => void parseRecordLine(line, 1)))
    fc.assert(fc.property(fc.string(), (line) => void parseRecordLine(line, 1)))
  })
})

function readLines(pieces: readonly string[]) {
  const pmids: string[] = []
  const skips: SkippedRecord[] = []
  const parser = createJsonlParser({
    onRecord: ({ pmid }) => void pmids.push(pmid),
    onDelete: () => {},
    onSkip: (skip) => void skips.push(skip),
  })
  for (const piece of pieces) parser.write(piece)
  parser.close()
  return { pmids, skips }
}

describe('a JSON Lines file', () => {
  const text = '{"pmid":1,"title":"a"}\r\n\n  {"pmid":2,"title":"b"}\nnonsense\n{"pmid":3,"title":"c"}'

  it('gives the same records and line numbers however it is cut', () => {
    for (let first = 0; first <= text.length; first++) {
      const { pmids, skips } = readLines([text.slice(0, first), text.slice(first)])
      expect(pmids).toEqual(['1', '2', '3'])
      expect(skips).toMatchObject([{ reason: 'malformed', place: { line: 4 } }])
    }
  })

  it('that ends in the middle of a record is called cut off', () => {
    expect(() => readLines([text.slice(0, -1)])).toThrow(/line 5: .+cut off: download it again/)
    expect(() => readLines([text.slice(0, -1)])).toThrow(AppError)
  })

  it('has a line over 8 MB skipped, and the next one read', () => {
    const huge = ['{"pmid":1,"title":"', ...Array.from({ length: 9 }, () => 'x'.repeat(2 ** 20)), '"}\n']
    const { pmids, skips } = readLines([...huge, '{"pmid":2,"title":"b"}\n'])
    expect(pmids).toEqual(['2'])
    expect(skips).toMatchObject([{ reason: 'too-large', place: { line: 1 } }])
  })

  it('143: that is a page or XML is called so', () => {
    expect(() => readLines(['\n<!DOCTYPE html><html>\n'])).toThrow(/a page or XML, not JSON Lines/)
  })

  it.skipIf(!dataDir)('of 15,117 real records is read whole', () => {
    const bytes = readFileSync(`${dataDir}/pubmed/pubmed_mesh.jsonl.gz`)
    const { pmids, skips } = readLines([gunzipSync(bytes).toString('utf8')])
    expect(skips).toEqual([])
    expect(pmids).toHaveLength(15_117)
  })
})
