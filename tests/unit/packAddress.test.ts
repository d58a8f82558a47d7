import { describe, expect, it } from 'vitest'
import { parsePackAddress, siteFolders } from '../../src/core/packAddress.ts'
import { refusalOf } from '../fakes/refusal.ts'

describe('an address that a library is had from', () => {
  it.each([
    ['https://example.org/heart.biohicl', 'file', 'https://example.org/heart.biohicl'],
    ['  example.org/packs/heart.biohicl ', 'file', 'https://example.org/packs/heart.biohicl'],
    ['https://example.org/get?file=heart', 'file', 'https://example.org/get?file=heart'],
    ['https://example.org/heart.biohicl#top', 'file', 'https://example.org/heart.biohicl'],
    ['https://example.org/libraries/heart/manifest.json', 'library', 'https://example.org/libraries/heart/'],
    ['https://example.org/manifest.json', 'library', 'https://example.org/'],
    ['https://example.org', 'site', 'https://example.org/'],
    ['https://example.org/search', 'site', 'https://example.org/search/'],
    ['https://example.org/search/', 'site', 'https://example.org/search/'],
    ['example.org:8443', 'site', 'https://example.org:8443/'],
    ['http://localhost:4173/', 'site', 'http://localhost:4173/'],
    ['http://127.0.0.1:4173/a.biohicl', 'file', 'http://127.0.0.1:4173/a.biohicl'],
    ['https://example.org/a/../heart.biohicl', 'file', 'https://example.org/heart.biohicl'],
  ])('%s is taken for a %s', (text, kind, url) => {
    expect(parsePackAddress(text)).toEqual({ kind, url, origin: new URL(url).origin })
  })

  it.each([
    ['http://example.org/heart.biohicl', /https:\/\//],
    ['http://localhost.example.org/heart.biohicl', /https:\/\//],
    ['http://127.0.0.1.example.org/', /https:\/\//],
    ['http://10.0.0.1/', /https:\/\//],
    ['ftp://example.org/heart.biohicl', /https:\/\//],
    ['file:///home/heart.biohicl', /https:\/\//],
    ['javascript:alert(1)', /https:\/\//],
    ['data:text/plain,BIOHICL1', /https:\/\//],
    ['blob:https://example.org/1234', /https:\/\//],
    ['https://good.example@evil.example/', /name or a password/],
    ['https://a:b@example.org/', /name or a password/],
    ['', /^Give the address/],
    ['https://', /no address/],
    ['https://exa mple.org/', /no address/],
  ])('%s is refused in words', (text, words) => {
    const error = refusalOf(() => parsePackAddress(text))
    expect(error.code).toBe('address-invalid')
    expect(error.message).toMatch(words)
  })

  it('of a library’s folder tells where its site has catalogue and encoders, and never leaves the site', () => {
    expect(siteFolders('https://example.org/search/libraries/heart/')).toEqual({
      libraries: 'https://example.org/search/libraries/',
      models: 'https://example.org/search/models/',
    })
    expect(siteFolders('https://example.org/')).toEqual({
      libraries: 'https://example.org/',
      models: 'https://example.org/models/',
    })
  })
})
