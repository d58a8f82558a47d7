import { describe, expect, it } from 'vitest'
import { chunkBytes } from '../../src/core/pack/files.ts'
import { parseManifest, type Manifest } from '../../src/core/pack/manifest.ts'
import { refusalOf } from '../fakes/refusal.ts'
import { toyManifest } from '../fakes/toyPack.ts'

const valid = await toyManifest()
const hash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const file = { name: 'extra.bin', bytes: 10, sha256: hash, chunks: [hash] }

/** The text of a manifest with a file more, at `files.11`. */
function withFile(members: Record<string, unknown>): string {
  return JSON.stringify({ ...valid, files: [...valid.files, { ...file, ...members }] })
}

function withMembers(members: Record<string, unknown>): string {
  return JSON.stringify({ ...valid, ...members })
}

function withVectorBytes(bytes: number): string {
  const files = valid.files.map((entry) => (entry.name === 'vectors.i8' ? { ...entry, bytes } : entry))
  return withMembers({ files })
}

const badNames = [
  '',
  '../x',
  'a/../x',
  'a/./x',
  './x',
  '/etc/x',
  'a//b',
  'a/',
  'C:\\x',
  'C:x',
  'a\\b',
  'a\u0000b',
  'a\nb',
  ' a',
  '.hidden',
  'con',
  'CON',
  'nul.txt',
  'onnx/com1',
  'a'.repeat(300),
  'a\u202egpj.exe',
  'caf\u00e9',
  'cafe\u0301',
  'javascript:alert(1)',
  'data:text/plain,x',
  'file:///etc/passwd',
  'http://example.org/x',
  'https://a@b/x',
  '%2e%2e/x',
  'a?b',
  'a#b',
]

const badFiles: [what: string, members: Record<string, unknown>, path: string][] = [
  ['8: size -1', { bytes: -1 }, 'files.11.bytes'],
  ['8: size 1.5', { bytes: 1.5 }, 'files.11.bytes'],
  ['8: size "123"', { bytes: '123' }, 'files.11.bytes'],
  ['8: size 2^53', { bytes: 2 ** 53 }, 'files.11.bytes'],
  ['8: size null, as NaN is written', { bytes: NaN }, 'files.11.bytes'],
  ['9: size 0 with a chunk', { bytes: 0 }, 'files.11'],
  ['10: a hash that is too short', { sha256: hash.slice(1) }, 'files.11.sha256'],
  ['10: a hash that is too long', { sha256: `${hash}0` }, 'files.11.sha256'],
  ['10: a hash in upper case', { sha256: hash.toUpperCase() }, 'files.11.sha256'],
  ['10: a hash that is not hex', { sha256: `g${hash.slice(1)}` }, 'files.11.sha256'],
  ['10: a hash with a line break behind it', { sha256: `${hash}\n` }, 'files.11.sha256'],
  ['10: a chunk hash that is wrong', { chunks: ['abc'] }, 'files.11.chunks.0'],
  ['11: no hash', { sha256: undefined }, 'files.11.sha256'],
  ['11: no chunk hashes', { chunks: undefined }, 'files.11.chunks'],
  ['12: too few chunks', { bytes: chunkBytes + 1 }, 'files.11'],
  ['12: too many chunks', { bytes: chunkBytes, chunks: [hash, hash] }, 'files.11'],
  ['12: a list of no chunks', { chunks: [] }, 'files.11'],
]

const badMembers: [what: string, members: Record<string, unknown>, path: string][] = [
  ['13: a size of the PMID list that does not fit the records', { records: 4, dims: 2 }, 'top level'],
  ['no records', { records: 0 }, 'records'],
  ['more records than rows can be', { records: 2 ** 31 }, 'records'],
  ['dims 0', { dims: 0 }, 'dims'],
  ['an id with a path in it', { id: '../toy' }, 'id'],
  ['an id with upper case', { id: 'Toy' }, 'id'],
  ['no title', { title: '' }, 'title'],
  ['a title without end', { title: 'x'.repeat(5000) }, 'title'],
  ['a kind of its own', { kind: 'advertisement' }, 'kind'],
  ['an encoder id that is no hash', { encoder: { id: 'toy', name: 'toy' } }, 'encoder.id'],
  ['an index of another kind', { index: { ...valid.index, kind: 'ivf' } }, 'index.kind'],
  ['version 0', { version: 0 }, 'version'],
  ['a time of no days until it is old', { staleAfterDays: 0 }, 'staleAfterDays'],
  ['no known questions', { golden: { floor: 0.7, queries: [] } }, 'golden.queries'],
  [
    'a known question without its records',
    { golden: { floor: 0.7, queries: [{ text: 'x' }] } },
    'golden.queries.0.words',
  ],
  ['records that were read in another way', { textAnalysis: 'x' }, 'textAnalysis'],
  ['a signature that is none', { signature: true }, 'signature'],
  ['a signature that is null', { signature: null }, 'signature'],
  ['a recall above 1', { recallAt10: 1.01 }, 'recallAt10'],
  [
    'an account that is not of counts',
    { account: { read: 1, kept: 1, skipped: { duplicate: 'many' } } },
    'account.skipped.duplicate',
  ],
  ['files that are no list', { files: {} }, 'files'],
  ['a file that every pack has missing', { files: valid.files.slice(1) }, 'top level'],
  [
    '5: a file twice, with another hash',
    { files: [...valid.files, { ...valid.files[0], sha256: 'a'.repeat(64) }] },
    'files',
  ],
  ['14: a file twice in another case', { files: [...valid.files, { ...file, name: 'Vectors.i8' }] }, 'files'],
  ['16: version "10"', { version: '10' }, 'version'],
  ['16: version 1.0.0-rc', { version: '1.0.0-rc' }, 'version'],
  ['16: version 2^53', { version: 2 ** 53 }, 'version'],
  ['17: schema 0', { schema: 0 }, 'schema'],
  ['17: schema "1"', { schema: '1' }, 'schema'],
  ['17: no schema', { schema: undefined }, 'schema'],
  ['19: a date without zeros', { date: '2026-1-1' }, 'date'],
  ['19: a date in the year 0', { date: '0000-01-01' }, 'date'],
  ['19: month 13', { date: '2026-13-01' }, 'date'],
  ['19: 30 February', { date: '2026-02-30' }, 'date'],
  ['19: a date with a time', { date: '2026-01-31T00:00:00Z' }, 'date'],
]

function refusal(text: string) {
  const { code, message } = refusalOf(() => parseManifest(text))
  expect(code).toBe('library-invalid')
  return message
}

describe('the manifest', () => {
  it('is read as it was written', () => {
    expect(parseManifest(JSON.stringify(valid))).toEqual(valid)
  })

  it.each([
    ['1: nothing', ''],
    ['2: null', 'null'],
    ['2: a list', '[]'],
    ['2: a number', '1'],
    ['3: JSON that is cut off', JSON.stringify(valid).slice(0, -1)],
    ['6: deep nesting', '['.repeat(1_000_000)],
  ])('%s is refused', (_what, text) => {
    expect(refusal(text)).toMatch(/^manifest\.json: (not valid JSON|top level|schema)/)
  })

  it('4: may begin with a byte order mark', () => {
    expect(parseManifest(`\ufeff${JSON.stringify(valid)}`)).toEqual(valid)
  })

  it.each(badFiles)('%s is refused, naming the member', (_what, members, path) => {
    expect(refusal(withFile(members))).toContain(`manifest.json: ${path}: `)
  })

  it.each(badNames)('14, 15: the file name %j is refused', (name) => {
    expect(refusal(withFile({ name }))).toContain('manifest.json: files.11.name: ')
  })

  it.each(['a', 'onnx/model.onnx', 'records.blocks.v2', 'context', 'a-b_c', 'null'])(
    'the file name %j is accepted',
    (name) => {
      expect(parseManifest(withFile({ name })).files.at(-1)?.name).toBe(name)
    },
  )

  it('9: an empty file has no chunks', () => {
    expect(parseManifest(withFile({ bytes: 0, chunks: [] })).files.at(-1)).toMatchObject({
      bytes: 0,
      chunks: [],
    })
  })

  it('13: a size of the vectors that does not fit records × dims is refused', () => {
    expect(refusal(withVectorBytes(9))).toContain('vectors does not fit records × dims')
  })

  it.each(badMembers)('%s is refused, naming the member', (_what, members, path) => {
    expect(refusal(withMembers(members))).toContain(`manifest.json: ${path}: `)
  })

  it('7: keys such as __proto__ do nothing, at any level', () => {
    const keys = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},'
    const text = JSON.stringify(valid).replaceAll('{', `{${keys}`)
    const skipped = text.replace(
      '"skipped":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
      '"skipped":{"__proto__":7,',
    )
    const parsed = parseManifest(skipped)
    expect(parsed).toEqual(valid)
    expect((parsed as Manifest & { polluted?: unknown }).polluted).toBeUndefined()
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('one that an older version built is refused with the remedy, and so is one of a newer version', () => {
    expect(refusalOf(() => parseManifest(withMembers({ textAnalysis: 1, files: [] })))).toEqual({
      code: 'library-outdated',
      message: expect.stringMatching(
        /made by an older version.*Update the library, or build it again\.$/,
      ) as string,
    })
    expect(refusalOf(() => parseManifest(withMembers({ textAnalysis: 99 })))).toMatchObject({
      code: 'library-invalid',
      message: expect.stringContaining('Update the app.') as string,
    })
  })

  it('17: a newer schema is refused with the remedy, whatever else it has', () => {
    expect(refusal('{"schema":2}')).toBe(
      'manifest.json: schema 2 was made by a newer version; this one reads schema 1. Update the app.',
    )
  })

  it('drops members that it does not know', () => {
    expect(parseManifest(withMembers({ future: { x: 1 }, url: 'javascript:alert(1)' }))).toEqual(valid)
  })

  it.each(['0001-01-01', '2024-02-29', '9999-12-31'])('19: the date %s is accepted', (date) => {
    expect(parseManifest(withMembers({ date })).date).toBe(date)
  })
})
