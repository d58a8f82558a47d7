import { describe, expect, it } from 'vitest'
import { createMeshTree } from '../../src/core/mesh/tree.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import { readHeadingPage } from '../../src/engine/headingPage.ts'
import { createMemoryLists } from '../fakes/memoryLists.ts'
import { toyRecord } from '../fakes/toyPack.ts'

const mesh = createMeshTree(
  [
    { ui: 'D000001', name: 'Diseases of Joints', treeNumbers: ['C05'] },
    { ui: 'D000002', name: 'Arthritis', treeNumbers: ['C05.100', 'C20.100'], terms: ['Sore Joints'] },
    { ui: 'D000003', name: 'Gout', treeNumbers: ['C05.100.200', 'C20.100.200'] },
    { ui: 'D000004', name: 'Psoriatic Arthritis', treeNumbers: ['C05.100.300'] },
    { ui: 'D000005', name: 'Immune Diseases', treeNumbers: ['C20'] },
  ],
  2024,
)

function about(pmid: string, year: number | undefined, ...uis: string[]): PubmedRecord {
  return toyRecord(pmid, {
    headings: uis.map((ui, place) => ({ ui, name: ui, major: place === 0, qualifiers: [] })),
    ...(year !== undefined && { date: { year } }),
  })
}

const records = [
  about('1', 2019, 'D000002'),
  about('2', 2021, 'D000003'),
  about('3', 2021, 'D000005', 'D000003', 'D000004'),
  about('4', undefined, 'D000004', 'D000002'),
  about('5', 2020, 'D000005'),
]
/** In the plane: the first three lie together, the fourth apart from them, the fifth opposite. */
const vectors = [
  [1, 0],
  [0.96, 0.28],
  [0.96, -0.28],
  [0, 1],
  [-1, 0],
].map((vector) => Float32Array.from(vector))

const read = (ui: string) => readHeadingPage(ui, createMemoryLists(records, mesh), (row) => vectors[row])

describe('page of a heading', () => {
  it('counts records with the very heading, as a major topic, and with what is below it', async () => {
    expect((await read('D000002')).counts).toEqual({ own: 2, major: 1, exploded: 4 })
  })

  it('lists what is right below, the one with most records first', async () => {
    expect((await read('D000002')).children).toEqual([
      { ui: 'D000003', name: 'Gout', records: 2 },
      { ui: 'D000004', name: 'Psoriatic Arthritis', records: 2 },
    ])
    expect((await read('D000001')).children).toEqual([{ ui: 'D000002', name: 'Arthritis', records: 4 }])
  })

  it('tells its place in each branch from the top', async () => {
    const { paths } = await read('D000003')
    expect(
      paths.map(({ treeNumber, headings }) => [treeNumber, ...headings.map(({ name }) => name)]),
    ).toEqual([
      ['C05.100.200', 'Diseases of Joints', 'Arthritis', 'Gout'],
      ['C20.100.200', 'Immune Diseases', 'Arthritis', 'Gout'],
    ])
  })

  it('counts by year, and leaves out records without one', async () => {
    expect((await read('D000002')).years).toEqual([
      { year: 2019, records: 1 },
      { year: 2021, records: 2 },
    ])
  })

  it('takes for typical what lies nearest to the middle of its records', async () => {
    const { typical } = await read('D000002')
    expect(typical.map(({ pmid }) => pmid)).toEqual(['2', '1', '3', '4'])
  })

  it('names no typical records before there is an encoder', async () => {
    const { typical } = await readHeadingPage('D000002', createMemoryLists(records, mesh))
    expect(typical).toEqual([])
  })

  it('is there for a heading that no record has', async () => {
    const lists = createMemoryLists([], mesh)
    expect(await readHeadingPage('D000003', lists, () => undefined)).toMatchObject({
      counts: { own: 0, major: 0, exploded: 0 },
      years: [],
      typical: [],
    })
  })

  it('refuses a heading that the library’s MeSH does not have', async () => {
    await expect(read('D999999')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('D999999') as string,
    })
  })
})
