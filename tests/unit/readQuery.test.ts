import { describe, expect, it } from 'vitest'
import { rowsOf } from '../../src/core/bitmap.ts'
import type { ReadPart, ReadTerm } from '../../src/core/query/reading.ts'
import { readQuery } from '../../src/engine/readQuery.ts'
import { createMemoryLists } from '../fakes/memoryLists.ts'
import { toyMesh } from '../fakes/toyMesh.ts'
import { toyRecord } from '../fakes/toyPack.ts'

const heading = (ui: string, major = false, qualifiers: string[] = []) => ({
  ...{ ui, name: ui, major },
  qualifiers: qualifiers.map((name) => ({ name, major: false })),
})

const records = [
  toyRecord('11', {
    title: 'Fatigue in heart failure',
    headings: [heading('D054143', true, ['drug therapy'])],
    authors: [{ name: 'Müller', initials: 'J.A.' }],
    journal: { title: 'The Lancet. Oncology', abbreviation: 'Lancet Oncol' },
    publicationTypes: ['Randomized Controlled Trial'],
    languages: ['ger'],
    date: { year: 2020, month: 5 },
  }),
  toyRecord('12', {
    title: 'Children with asthma',
    headings: [heading('D001249')],
    authors: [{ name: 'Müllerson', initials: 'J' }],
    publicationTypes: ['Review'],
    languages: ['eng'],
    date: { year: 2021 },
  }),
  toyRecord('13', {
    title: 'Therapies at night',
    headings: [heading('D002648')],
    authors: [{ name: 'Muller', initials: 'JB' }],
  }),
]
const lists = createMemoryLists(records, toyMesh)

async function find(query: string): Promise<string[] | undefined> {
  const { rows } = await readQuery(query, lists)
  return rows && [...rowsOf(rows)].map((row) => records[row]?.pmid ?? '')
}

async function readTerm(query: string): Promise<ReadTerm> {
  const { reading } = await readQuery(query, lists)
  const part: ReadPart | undefined = reading.conditions[0]?.part
  if (part?.kind !== 'term') throw new Error('The first part is no term.')
  return part
}

describe('a query', () => {
  it.each([
    ['heart failure[mh]', ['11']],
    ['Cardiac Failure[mh]', ['11']],
    ['D006333[mh]', ['11']],
    ['heart failure[mh:noexp]', []],
    ['Immune System Diseases[mh]', ['12']],
    ['heart diseases[majr]', ['11']],
    ['asthma[majr]', []],
    ['Heart Failure/drug therapy[mh]', ['11']],
    ['heart failure/dt[mh]', ['11']],
    ['heart failure/diagnosis[mh]', []],
    ['heart*[mh]', ['11']],
    ['asthma*[majr]', []],
    ['drug therapy[sh]', ['11']],
    ['müller[au]', ['11', '13']],
    ['Müller, J.A.[au]', ['11']],
    ['Müller J. A.[au]', ['11']],
    ['muller j[au]', ['11', '13']],
    ['"muller j"[au]', []],
    ['muller*[au]', ['11', '12', '13']],
    ['lancet oncology[ta]', ['11']],
    ['Lancet Oncol[ta]', ['11']],
    ['clinical trial[pt]', ['11']],
    ['German[la] OR eng[la]', ['11', '12']],
    ['2020/05[dp]', ['11']],
    ['2020/06:3000[dp]', ['12']],
    ['11, 13[pmid]', ['11', '13']],
    ['asthma AND children', ['12']],
    ['children NOT asthma', ['13']],
    ['therapy* NOT night[ti]', []],
    ['"therapies"', ['13']],
    ['"therapy"', []],
    ['therapy[ti]', ['13']],
  ])('%s finds %j', async (query, pmids) => {
    expect(await find(query)).toEqual(pmids)
  })

  it('filters by what has a tag or quotes, and ranks by the plain text beside it', async () => {
    const { rankText, rows, reading } = await readQuery('"heart failure"[mh] AND (fatigue at night)', lists)
    expect(rankText).toBe('fatigue at night')
    expect(rows && [...rowsOf(rows)]).toEqual([0])
    expect(reading.conditions.map(({ role }) => role)).toEqual(['must', 'ranks'])
  })

  it('without tags and quotes must be met in all its parts, and is ranked by their words', async () => {
    expect((await readQuery('asthma AND children NOT cats', lists)).rankText).toBe('asthma children')
  })

  it('with operators in a plain part is filtered by it, and ranked by it too', async () => {
    const { rankText, reading } = await readQuery('asthma[mh] AND (children OR night) AND rest', lists)
    expect(reading.conditions.map(({ role }) => role)).toEqual(['must', 'must', 'ranks'])
    expect(rankText).toBe('children night rest')
  })

  it('that has nothing plain ranks by nothing', async () => {
    expect((await readQuery('asthma[mh] NOT "x y"[ti]', lists)).rankText).toBe('')
  })

  it('is stopped by its signal', async () => {
    const controller = new AbortController()
    controller.abort()
    await expect(readQuery('a AND b', lists, controller.signal)).rejects.toThrow()
  })
})

describe('the reading of a query', () => {
  it('tells which heading was meant, by which name, and what is below it', async () => {
    expect(await readTerm('cardiac failure[mh] AND x[ti]')).toMatchObject({
      text: 'cardiac failure[mh]',
      meaning: {
        ...{ what: 'heading', name: 'Heart Failure', entryTerm: 'cardiac failure', isExploded: true },
        below: 1,
      },
      rows: 1,
      isMost: false,
    })
  })

  it('maps plain parts to headings, piece by piece', async () => {
    expect((await readTerm('cardiac failure in children at night AND x')).meaning).toMatchObject({
      what: 'mapped',
      parts: [
        { text: 'cardiac failure', heading: { name: 'Heart Failure', below: 1 } },
        { text: 'children', heading: { name: 'Child' } },
        { text: 'at night' },
      ],
    })
  })

  it('proposes headings that are written nearly so; an unknown one stops no query', async () => {
    const term = await readTerm('"heart failur"[majr] OR asthma[mh]').catch(() => undefined)
    expect(term).toBeUndefined() // a group
    expect((await readTerm('"heart failur"[majr] AND x')).proposals[0]).toEqual({
      name: 'Heart Failure',
      query: '"Heart Failure"[majr] AND x',
    })
    expect(await find('heart failur[mh] OR asthma[mh]')).toEqual(['12'])
  })

  it('says where the library has no MeSH', async () => {
    const { rows, reading } = await readQuery('asthma[mh]', createMemoryLists(records))
    expect(rows && [...rowsOf(rows)]).toEqual([])
    expect(reading.conditions[0]?.part).toMatchObject({ meaning: { what: 'without-mesh' } })
  })

  it('tells that a count may be too high where records were not looked into one by one', async () => {
    expect(await readTerm('"at night" AND x[ti]')).toMatchObject({ rows: 1, isMost: true, isUnread: false })
  })

  it('holds the same query for PubMed, with its operators written out', async () => {
    const { reading } = await readQuery('asthma[mh] "night cough" 2020[dp]:2021[dp]', lists)
    expect(decodeURIComponent(reading.pubmedUrl ?? '')).toBe(
      'https://pubmed.ncbi.nlm.nih.gov/?term=asthma[mh] AND "night cough" AND ("2020"[dp] : "2021"[dp])',
    )
  })

  it('points at a qualifier that MeSH does not have', async () => {
    await expect(readQuery('x OR asthma/drug therapie[mh]', lists)).rejects.toMatchObject({
      fault: { problem: 'qualifier-unknown', start: 12, length: 13, mend: 'x OR asthma/drug therapy[mh]' },
    })
  })
})
