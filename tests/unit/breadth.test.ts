import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasRow, toBitmap } from '../../src/core/bitmap.ts'
import { headingsAt, type Breadth } from '../../src/core/breadth.ts'
import { noFilters } from '../../src/core/filters.ts'
import { leanTo } from '../../src/core/lean.ts'
import { openTreeSet } from '../../src/engine/treeSet.ts'
import { createMemoryLists } from '../fakes/memoryLists.ts'
import { toyMesh } from '../fakes/toyMesh.ts'
import { toyRecord } from '../fakes/toyPack.ts'

const [vascular, heart, failure, systolic, asthma] = ['D002318', 'D006331', 'D006333', 'D054143', 'D001249']
const [respiratory, immune, exercise] = ['D012140', 'D007154', 'D001250']

describe('dial along the tree', () => {
  it('names what is below, what is asked, and what is one and two above, in every branch', () => {
    expect(headingsAt('narrower', [failure], toyMesh)).toEqual([systolic])
    expect(headingsAt('same', [failure], toyMesh)).toEqual([failure])
    expect(headingsAt('wider', [failure], toyMesh)).toEqual([heart])
    expect(headingsAt('widest', [failure], toyMesh)).toEqual([vascular])
    expect(headingsAt('wider', [asthma], toyMesh)).toEqual([immune, respiratory].sort())
    expect(headingsAt('narrower', [asthma], toyMesh)).toEqual([exercise])
  })

  it('stays where the tree ends', () => {
    expect(headingsAt('widest', [vascular], toyMesh)).toEqual([vascular])
    expect(headingsAt('narrower', [systolic], toyMesh)).toEqual([systolic])
  })

  it('takes in the records at or below the headings that it names', async () => {
    const about = (pmid: string, ...uis: string[]) =>
      toyRecord(pmid, { headings: uis.map((ui) => ({ ui, name: ui, major: false, qualifiers: [] })) })
    const records = [about('1', failure), about('2', systolic), about('3', heart), about('4', asthma)]
    const lists = createMemoryLists(records, toyMesh)
    const pmidsAt = async (text: string, breadth: Breadth) => {
      const tree = await openTreeSet(text, noFilters, breadth, lists)
      return tree && records.filter((_, row) => hasRow(tree.rows, row)).map(({ pmid }) => pmid)
    }
    expect(await pmidsAt('cardiac failure at night', 'narrower')).toEqual(['2'])
    expect(await pmidsAt('cardiac failure at night', 'same')).toEqual(['1', '2'])
    expect(await pmidsAt('cardiac failure at night', 'wider')).toEqual(['1', '2', '3'])
    expect(await pmidsAt('asthma and heart failure', 'same')).toEqual(['1', '2', '4'])
    expect(await pmidsAt('nothing that MeSH names', 'same')).toBeUndefined()
    const filtered = { ...noFilters, headings: [{ ui: asthma, mode: 'exploded' as const }] }
    expect((await openTreeSet('sleep', filtered, 'wider', lists))?.asked).toEqual([
      { ui: asthma, name: 'Asthma' },
    ])
  })
})

it('leaning to a set gives it the share of the best score, and every row the rest of its own', () => {
  const scored = fc.uniqueArray(
    fc.record({ row: fc.nat(40), score: fc.double({ min: 0, max: 1, noNaN: true }) }),
    {
      selector: ({ row }) => row,
      maxLength: 20,
    },
  )
  fc.assert(
    fc.property(scored, fc.array(fc.nat(40)), fc.constantFrom(0, 0.3, 1), (list, inSet, share) => {
      const sorted = list
        .map(({ row, score }) => ({ row, score: Math.fround(score) }))
        .sort((a, b) => b.score - a.score || a.row - b.row)
      const ranking = {
        rows: Uint32Array.from(sorted, ({ row }) => row),
        scores: Float32Array.from(sorted, ({ score }) => score),
      }
      const most = sorted[0]?.score ?? 0
      const expected = sorted
        .map(({ row, score }) => ({
          row,
          score: Math.fround((1 - share) * score + (inSet.includes(row) ? share * most : 0)),
        }))
        .sort((a, b) => b.score - a.score || a.row - b.row)
        .slice(0, 7)
      const leaned = leanTo(ranking, toBitmap(41, inSet), share, 7)
      expect([...leaned.rows]).toEqual(expected.map(({ row }) => row))
    }),
  )
})
