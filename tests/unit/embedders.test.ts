import { describe, expect, it } from 'vitest'
import {
  findEmbedder,
  frameAncestors,
  localEmbedders,
  parseEmbedders,
  parseEmbeddersFile,
} from '../../src/core/embedders.ts'
import { refusalOf } from '../fakes/refusal.ts'

const setting = 'https://a.example https://b.example:8443+results\n http://*.localhost:*'
const embedders = [
  { origin: 'https://a.example', reads: 'nothing' },
  { origin: 'https://b.example:8443', reads: 'results' },
  { origin: 'http://*.localhost:*', reads: 'nothing' },
]

describe('the setting', () => {
  it('names origins, and which of them may read', () => {
    expect(parseEmbedders(setting)).toEqual(embedders)
    expect(parseEmbedders(' ')).toEqual([])
  })

  it.each([
    '*',
    'null',
    'a.example',
    'https://*',
    'https://*.example',
    'https://a.example/',
    'https://a.example/page',
    'https://a.example?x',
    'https://user@a.example',
    'https://A.example',
    'https://a.example:443',
    'http://a.example',
    'http://localhost.evil.example',
    'http://*.localhost:80',
    'https://a.example;script-src',
    'ftp://a.example',
    'data:text/html,x',
    'https://a.example+everything',
  ])('refuses %s by its name', (entry) => {
    expect(refusalOf(() => parseEmbedders(`https://b.example ${entry}`))).toMatchObject({
      code: 'usage',
      message: expect.stringContaining(entry) as string,
    })
  })
})

describe('the file', () => {
  it('says what the setting says', () => {
    expect(parseEmbeddersFile(JSON.stringify({ embedders }))).toEqual(embedders)
  })

  it.each([
    ['{}', 'embedders'],
    ['{"embedders":[{"origin":"*","reads":"nothing"}]}', 'embedders.0.origin'],
    ['{"embedders":[{"origin":"https://a.example","reads":"all"}]}', 'embedders.0.reads'],
  ])('refuses %s', (json, path) => {
    expect(refusalOf(() => parseEmbeddersFile(json)).message).toContain(`embedders.json: ${path}: `)
  })
})

describe('who may embed', () => {
  it.each(['https://a.example', 'https://b.example:8443', 'http://x.localhost:5173', 'http://x.y.localhost'])(
    'is %s',
    (origin) => {
      expect(findEmbedder(parseEmbedders(setting), origin)).toBeDefined()
    },
  )

  it.each([
    'null',
    '',
    'https://a.example.evil.com',
    'https://a.example@evil.com',
    'https://evil.com/https://a.example',
    'https://a.example:8443',
    'http://a.example',
    'https://a.example/',
    'HTTPS://A.EXAMPLE',
    'https://x.localhost',
    'http://localhost.evil.com',
    'http://xlocalhost:80',
    'http://*.localhost:*',
  ])('is not %s', (origin) => {
    expect(findEmbedder(parseEmbedders(setting), origin)).toBeUndefined()
  })

  it('is what names it exactly before a pattern', () => {
    const listed = parseEmbedders('http://*.localhost:*+results http://a.localhost')
    expect(findEmbedder(listed, 'http://a.localhost')?.reads).toBe('nothing')
    expect(findEmbedder(listed, 'http://b.localhost')?.reads).toBe('results')
  })

  it('is everybody on this device where nothing is set', () => {
    for (const host of ['localhost:1', 'a.localhost:2', '127.0.0.1:3'])
      expect(findEmbedder(localEmbedders, `http://${host}`)).toMatchObject({ reads: 'results' })
    expect(findEmbedder(localEmbedders, 'https://a.example')).toBeUndefined()
  })

  it('stands in the policy, and the site itself', () => {
    expect(frameAncestors(parseEmbedders(setting))).toBe(
      "'self' https://a.example https://b.example:8443 http://*.localhost:*",
    )
  })
})
