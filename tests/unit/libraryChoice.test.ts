import { describe, expect, it } from 'vitest'
import { addToChoice, keepLibraryChoice, loadLibraryChoice } from '../../src/app/libraryChoice.ts'

const sample = { id: 'sample-notes', kind: 'sample-notes' } as const
const heart = { id: 'heart', kind: 'pubmed' } as const

describe('the choice of libraries', () => {
  it('holds until the page is left where there is no storage', () => {
    expect(loadLibraryChoice()).toEqual([])
    keepLibraryChoice(['heart', 'lung'])
    expect(loadLibraryChoice()).toEqual(['heart', 'lung'])
  })

  it('begins with what is new, and keeps the place of what was there', () => {
    const lung = { id: 'lung', kind: 'pubmed' } as const
    expect(addToChoice(['heart'], lung, [heart])).toEqual(['lung', 'heart'])
    expect(addToChoice(['lung', 'heart'], heart, [lung, heart])).toEqual(['lung', 'heart'])
  })

  it('drops sample notes for real records, and not for other notes', () => {
    expect(addToChoice(['sample-notes'], heart, [sample])).toEqual(['heart'])
    expect(addToChoice(['sample-notes'], { id: 'notes', kind: 'sample-notes' }, [sample])).toEqual([
      'notes',
      'sample-notes',
    ])
  })
})
