import { describe, expect, it } from 'vitest'
import { german } from '../../src/app/messages/de/german.ts'
import { english } from '../../src/app/messages/en/english.ts'
import { englishParts } from '../../src/app/messages/en/englishParts.ts'

/** Every message by its place: `why.score`. */
function listMessages(catalogue: object, place = ''): [string, unknown][] {
  return Object.entries(catalogue).flatMap(([name, message]: [string, unknown]) => {
    const isTable = typeof message === 'object' && message !== null && !('$$typeof' in message)
    return isTable ? listMessages(message, `${place}${name}.`) : [[place + name, message]]
  })
}

const [inEnglish, inGerman] = [{ messages: english, parts: englishParts }, german].map(
  (catalogue) => new Map(listMessages(catalogue)),
)

describe('the catalogue of messages', () => {
  // The compiler holds most of it; tables by the ids of core are told apart by name alone.
  it('has every message in both languages', () => {
    expect([...(inGerman?.keys() ?? [])].sort()).toEqual([...(inEnglish?.keys() ?? [])].sort())
    expect(inEnglish?.size).toBeGreaterThan(500)
  })

  it('says something in German where English does, with the same kind of message', () => {
    for (const [place, message] of inEnglish ?? []) {
      const twin = inGerman?.get(place)
      expect(typeof twin, place).toBe(typeof message)
      if (typeof message === 'string') expect(twin === '', place).toBe(message === '')
    }
  })

  it('leaves nothing in English but names and words that both languages have', () => {
    const same = [...(inEnglish ?? [])].flatMap(([place, message]) =>
      typeof message === 'string' && inGerman?.get(place) === message ? message : [],
    )
    const keys = ['/', '?', 'j', 'k', '↑', '↓', 'Enter', 'Esc']
    const words = 'Abstract App Benchmark Browser DOI Download Id Index Name Version offline'.split(' ')
    expect(same.filter((message) => ![...keys, ...words, ''].includes(message))).toEqual([])
  })
})
