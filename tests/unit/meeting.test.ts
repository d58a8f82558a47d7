import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { findHeadings } from '../../src/core/mesh/headingsInText.ts'
import { findMeeting } from '../../src/core/mesh/meeting.ts'
import { createMeshTree, depth, numbersAbove } from '../../src/core/mesh/tree.ts'
import { parseMeshDescriptors } from '../../src/core/mesh/tsv.ts'
import { createRandom } from '../fakes/random.ts'
import { dataDir } from '../fixtures/dataDir.ts'

const tree = createMeshTree(
  [
    { ui: 'D001', name: 'Diseases of the Heart', treeNumbers: ['C14'], terms: ['Heart Diseases'] },
    {
      ui: 'D002',
      name: 'Heart Failure',
      treeNumbers: ['C14.100'],
      terms: ['Cardiac Failure', 'Failure, Heart'],
    },
    { ui: 'D003', name: 'Arrhythmias', treeNumbers: ['C14.200', 'C23.500'] },
    { ui: 'D004', name: 'Signs', treeNumbers: ['C23'] },
    { ui: 'D005', name: 'Fibrillation', treeNumbers: ['C14.200.100', 'C23.500.100'], terms: ['AF'] },
    { ui: 'D006', name: 'Flutter', treeNumbers: ['C14.200.200', 'C23.500.200'] },
    { ui: 'D007', name: 'Sepsis', treeNumbers: ['C01'], terms: ['WHO'] },
    { ui: 'D008', name: 'Female', treeNumbers: [] },
    { ui: 'D009', name: 'Failure', treeNumbers: ['C23.700'] },
  ],
  2026,
)
const meet = (a: string, b: string) => {
  const met = findMeeting(tree, a, b)
  return met && [met.heading.ui, met.treeNumber, met.depth]
}

describe('where headings meet', () => {
  it('is the deepest heading above both, the first in the tree of several', () => {
    expect(meet('D005', 'D006')).toEqual(['D003', 'C14.200', 2])
    expect(meet('D002', 'D005')).toEqual(['D001', 'C14', 1])
    expect(meet('D005', 'D009')).toEqual(['D004', 'C23', 1])
  })

  it('is the heading itself where the other is the same or lies below', () => {
    expect(meet('D005', 'D005')).toEqual(['D005', 'C14.200.100', 3])
    expect(meet('D003', 'D006')).toEqual(['D003', 'C14.200', 2])
  })

  it('is nowhere in two branches, and for a heading that the tree does not know', () => {
    expect(meet('D007', 'D002')).toBeUndefined()
    expect(meet('D008', 'D008')).toBeUndefined()
    expect(meet('D404', 'D002')).toBeUndefined()
  })

  const path = dataDir && join(dataDir, 'mesh', 'mesh2024_descriptors.tsv.gz')
  it.skipIf(!path || !existsSync(path))(
    'agrees with all that is above both, compared in pairs, in MeSH',
    () => {
      const mesh = createMeshTree(parseMeshDescriptors(gunzipSync(readFileSync(path ?? '')).toString()), 2024)
      const random = createRandom(7)
      const pick = () => mesh.headings[Math.floor(random() * mesh.headings.length)]?.ui ?? ''
      for (let i = 0; i < 300; i++) {
        const a = pick()
        const up = [...mesh.ancestors(a), a]
        // Half of the pairs are relatives: two at random mostly meet nowhere.
        const below = mesh.descendants(up[Math.floor(random() * up.length)] ?? a)
        const b = i % 2 ? pick() : (below[Math.floor(random() * below.length)] ?? pick())
        const numbers = (ui: string) =>
          (mesh.byUi(ui)?.treeNumbers ?? []).flatMap((number) => [number, ...numbersAbove(number)])
        const common = numbers(a).filter((number) => numbers(b).includes(number))
        const deepest = Math.max(...common.map(depth))
        const met = findMeeting(mesh, a, b)
        expect(met?.depth, `${a} ${b}`).toBe(common.length ? deepest : undefined)
        if (met) expect(met.treeNumber).toBe(common.filter((number) => depth(number) === deepest).sort()[0])
        expect(met).toEqual(findMeeting(mesh, b, a))
      }
    },
  )
})

describe('headings that a text names', () => {
  it.each([
    ['Does cardiac  failure follow AF?', ['D002', 'D005']],
    ['heart failure, heart failure and failure', ['D002', 'D009']],
    ['who has sepsis', ['D007']],
    ['Failure, heart', ['D002']],
    ['heart', []],
    ['(((((a*)*)*', []],
    ['', []],
  ])('%j', (text, uis) => {
    expect(findHeadings(text, tree).map(({ ui }) => ui)).toEqual(uis)
  })

  it('are looked for in a megabyte of text at once', () => {
    const start = performance.now()
    findHeadings('word '.repeat(200_000) + 'sepsis', tree)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
