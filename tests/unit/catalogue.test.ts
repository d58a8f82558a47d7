import { describe, expect, it } from 'vitest'
import { parseCatalogue, type Catalogue } from '../../src/core/catalogue.ts'
import { refusalOf } from '../fakes/refusal.ts'

const heart = {
  id: 'heart',
  title: 'Heart',
  kind: 'pubmed',
  version: 2,
  records: 10,
  libraryBytes: 100,
  encoderBytes: 200,
  key: 'library/heart@0123456789abcdef',
  encoder: 'toy',
} as const
const valid: Catalogue = { default: 'heart', libraries: [heart, { ...heart, id: 'liver' }] }

describe('the catalogue of a site', () => {
  it('is read as it was written', () => {
    expect(parseCatalogue(JSON.stringify(valid))).toEqual(valid)
  })

  it.each([
    ['18: two libraries of one id', [heart, { ...heart, title: 'Another' }], 'libraries: two libraries'],
    ['14: an id with a path in it', [{ ...heart, id: '../heart' }], 'libraries.0.id'],
    ['14: an encoder with a path in its name', [{ ...heart, encoder: 'a/../b' }], 'libraries.0.encoder'],
    ['16: a version that is text', [{ ...heart, version: '10' }], 'libraries.0.version'],
    ['8: a size below 0', [{ ...heart, libraryBytes: -1 }], 'libraries.0.libraryBytes'],
    ['2: libraries that are no list', null, 'libraries'],
  ])('is refused with %s', (_what, libraries, place) => {
    const { code, message } = refusalOf(() => parseCatalogue(JSON.stringify({ libraries })))
    expect(code).toBe('library-invalid')
    expect(message).toContain(`catalogue.json: ${place}`)
  })
})
