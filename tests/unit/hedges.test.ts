import { describe, expect, it } from 'vitest'
import { rowsOf } from '../../src/core/bitmap.ts'
import { hedges } from '../../src/core/hedges.ts'
import { parseQuery } from '../../src/core/query/parse.ts'
import { readQuery } from '../../src/engine/readQuery.ts'
import { createMemoryLists } from '../fakes/memoryLists.ts'
import { toyRecord } from '../fakes/toyPack.ts'

const lists = createMemoryLists([
  toyRecord('1', { title: 'A trial', publicationTypes: ['Randomized Controlled Trial'] }),
  toyRecord('2', { title: 'A randomized, controlled trial' }),
  toyRecord('3', { title: 'Random trials were controlled' }),
  toyRecord('4', { title: 'Specificity of a sign' }),
  toyRecord('5', { title: 'Specific signs of diagnoses' }),
  toyRecord('6', { title: 'A cohort with a first episode: prognosis' }),
])

async function find(id: string): Promise<number[]> {
  const { rows } = await readQuery(hedges.find((hedge) => hedge.id === id)?.query ?? '', lists)
  return rows ? [...rowsOf(rows)].map((row) => row + 1) : []
}

describe('hedges', () => {
  it('are of five purposes, each broad and narrow, and each can be read', () => {
    expect(new Set(hedges.map(({ id }) => id)).size).toBe(10)
    for (const { query } of hedges) expect(parseQuery(query)).toBeDefined()
  })

  it('find more when they are broad, and by their figures too', () => {
    for (const { purpose, scope, performance } of hedges) {
      if (scope === 'narrow') continue
      const narrow = hedges.find(
        (hedge) => hedge.purpose === purpose && hedge.scope === 'narrow',
      )?.performance
      expect(performance.sensitivity).toBeGreaterThan(narrow?.sensitivity ?? 100)
      expect(performance.specificity).toBeLessThan(narrow?.specificity ?? 0)
    }
  })

  it('take words as they were published: another form is another word', async () => {
    expect(await find('therapy-narrow')).toEqual([1, 2])
    expect(await find('therapy-broad')).toEqual([1, 2, 3])
    expect(await find('diagnosis-narrow')).toEqual([4])
    expect(await find('diagnosis-broad')).toEqual([5])
    expect(await find('prognosis-narrow')).toEqual([6])
  })
})
