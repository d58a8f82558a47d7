import { describe, expect, it } from 'vitest'
import { readSite } from '../../src/widget/host/readSite.ts'

describe('the address of a site', () => {
  it.each([
    ['https://search.example', 'https://search.example/'],
    ['https://search.example/', 'https://search.example/'],
    ['https://search.example/sub/path', 'https://search.example/sub/path/'],
    ['https://search.example/?a=b#c', 'https://search.example/'],
    ['https://user:secret@search.example/', 'https://search.example/'],
    ['http://localhost:4173', 'http://localhost:4173/'],
    ['http://b.localhost:4173/', 'http://b.localhost:4173/'],
    ['http://127.0.0.1:80', 'http://127.0.0.1/'],
    ['http://[::1]:4173', 'http://[::1]:4173/'],
  ])('%s is read as %s', (text, site) => {
    expect(readSite(text)).toBe(site)
  })

  it.each([
    '',
    'search.example',
    '/search',
    '//search.example',
    'http://search.example',
    'http://localhost.example',
    'http://127.0.0.1.example',
    'ftp://localhost',
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:https://search.example/1',
  ])('“%s” is none, and is said to be none', (text) => {
    expect(() => readSite(text)).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringContaining(`“${text}”`) as string }),
    )
  })
})
