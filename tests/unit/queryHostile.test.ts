import { describe, expect, it } from 'vitest'
import { rowsOf } from '../../src/core/bitmap.ts'
import { AppError } from '../../src/core/errors.ts'
import { readQuery } from '../../src/engine/readQuery.ts'
import { createMemoryLists } from '../fakes/memoryLists.ts'
import { toyMesh } from '../fakes/toyMesh.ts'
import { toyRecord } from '../fakes/toyPack.ts'

const records = [
  toyRecord('1', { title: 'No fever in 5 µg of β-blockers', abstract: [{ text: 'ﬁbrosis и кровь' }] }),
  toyRecord('2', { title: 'Fever and 5 μg of TNF-beta', abstract: [{ text: '心不全 قلب' }] }),
  toyRecord('3', { title: 'Hydralazine and hydroxyzine <script>' }),
]
const lists = createMemoryLists(records, toyMesh)

async function find(query: string): Promise<string[] | 'text'> {
  const { rows } = await readQuery(query, lists)
  return rows ? [...rowsOf(rows)].map((row) => records[row]?.pmid ?? '') : 'text'
}

describe('a query that nobody meant to write', () => {
  it.each([
    ['61: empty', ''],
    ['62: spaces and line feeds alone', ' \n\t\r\n'],
    ['63: one character', 'x'],
    ['66: half a surrogate pair', 'a\ud800b'],
    ['67: emoji joined, and a thousand accents', `👩‍⚕️ ${'e\u0301'.repeat(1000)}`],
    ['68: from right to left, and other scripts', 'قلب 心不全 καρδιά'],
    ['69: what cannot be seen', '\0a\x07 \ufeff\u200bb'],
    ['70: what would be code elsewhere', `<script>alert(1)</script> \${x} %00 '; DROP TABLE x; --`],
    ['71: what would be a slow pattern elsewhere', '(((((a*)*)*'],
    ['72: words alone that stand everywhere', 'the of and'],
    [
      '76: a note about a patient',
      'Mrs. Zq7 Canary, b. 1950-01-01 (MRN 123): pt c/o SOB; denies "*" CP [see above]',
    ],
  ])('%s passes as plain text', async (_name, text) => {
    const { rankText, rows, reading } = await readQuery(text, lists)
    expect({ rankText, rows }).toEqual({ rankText: text, rows: undefined })
    expect(reading).toMatchObject({ kind: 'text', rankText: text })
  })

  it('64: of 100 kB is read in no time, with signs and without', async () => {
    const start = performance.now()
    for (const text of ['word ', '(', '[', '"a" ', 'a[', '*a ', 'a AND ', 'a:b ', ') ']) {
      const error = await readQuery(text.repeat(100_000 / text.length), lists).catch(
        (thrown: unknown) => thrown,
      )
      if (error instanceof Error) expect(error).toBeInstanceOf(AppError)
    }
    expect(performance.now() - start).toBeLessThan(5000)
  })

  it('65: longer than the encoder reads ranks as it is: what is cut is told by the encoder', async () => {
    expect(await find('fever '.repeat(600))).toBe('text')
  })

  it.each([
    ['66', '"a\ud800b" AND fever', []],
    ['67', '"👩‍⚕️ fever"', ['1', '2']],
    ['67', `"${'e\u0301'.repeat(1000)}" OR fever`, ['1', '2']],
    ['68', '"قلب" OR "кровь"', ['1', '2']],
    ['68', '心不全[tiab]', ['2']],
    ['69', '"fe\u200bver" OR \0fever\ufeff[ti]', ['1', '2']],
    ['70', '"<script>"[ti]', ['3']],
    ['71', '"fever" AND (((((a*bbbb)*)*)))', ['1', '2']],
    ['72', 'the AND of', 'text'],
    ['72', '"the of" OR hydralazine', ['3']],
    ['73', '"no fever"', ['1']],
    ['73', 'fever[ti] NOT "no fever"', ['2']],
    ['74', '"5 µg"', ['1', '2']],
    ['74', '5ug[tiab]', ['1', '2']],
    ['74', '"β" AND "ﬁbrosis"', ['1']],
    ['74', 'fibrosis[tiab]', ['1']],
    ['74', 'beta-blockers[ti]', ['1']],
    ['75', '"hydralazin"[ti]', []],
    ['75', 'hydralazine[ti] NOT hydroxyzine[ti]', []],
  ])('%s: %s finds what stands there', async (_number, query, pmids) => {
    expect(await find(query)).toEqual(pmids)
  })

  it('76: keeps what it was asked out of the messages of its errors', async () => {
    const error = await readQuery('Canary AND (MRN 123', lists).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(AppError)
    expect(String(error)).not.toMatch(/canary|123/i)
  })
})
