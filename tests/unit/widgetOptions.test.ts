import { describe, expect, it } from 'vitest'
import {
  changeOptions,
  defaultOptions,
  optionNames,
  listAddress,
  readOptions,
  toParameters,
  type OptionValue,
} from '../../src/widget/options.ts'

const read = (given: Record<string, OptionValue>) => readOptions(Object.entries(given))

describe('options', () => {
  it.each([
    ['library', 'asthma-2026', 'asthma-2026'],
    ['lang', 'de', 'de'],
    ['theme', 'dark', 'dark'],
    ['query', 'asthma\nin children', 'asthma\nin children'],
    ['max-results', '50', 50],
    ['max-results', 7, 7],
    ['mode', 'modal', 'modal'],
    ['shortcut', 'Ctrl+K', 'Ctrl+K'],
    ['shortcut', 'mod+Shift+f', 'mod+Shift+f'],
    ['shortcut', '', ''],
    ['height', 'auto', 'auto'],
    ['height', '200', 200],
    ['height', '400px', 400],
    ['share', 'results', 'results'],
    ['encoder', 'biohicl-small', 'biohicl-small'],
    ['backend', 'wasm', 'wasm'],
    ['allow-download', 'never', 'never'],
    ['filters', '{"years":{"from":2020}}', '{"years":{"from":2020}}'],
    ['debug', '', true],
    ['debug', 'false', false],
  ])('%s takes %s', (name, given, value) => {
    expect(read({ [name]: given })).toEqual({ options: { [name]: value }, warnings: [] })
  })

  it.each([
    ['library', '../x'],
    ['lang', 'fr'],
    ['theme', 'Dark'],
    ['query', 'x'.repeat(4001)],
    ['max-results', '0'],
    ['max-results', '51'],
    ['max-results', '5.5'],
    ['max-results', '-1'],
    ['max-results', ''],
    ['mode', ''],
    ['shortcut', '/'],
    ['shortcut', 'Hyper+K'],
    ['height', '199'],
    ['height', '2001'],
    ['height', '50%'],
    ['share', 'true'],
    ['encoder', 'Of Mine'],
    ['backend', 'gpu'],
    ['allow-download', 'yes'],
    ['filters', 'years:2020'],
    ['debug', '2'],
  ])('%s does not take %s, and says what is expected', (name, given) => {
    const { options, warnings } = read({ [name]: given })
    expect(options).toEqual({})
    expect(warnings).toEqual([expect.stringMatching(new RegExp(`^${name} is “.*”: expected .+\\.$`))])
    expect(warnings[0]?.length).toBeLessThan(200)
  })

  it.each(['libary', 'maxResults', '__proto__', 'constructor', 'toString', ''])('“%s” is none', (name) => {
    const { options, warnings } = readOptions([[name, 'x']])
    expect(options).toEqual({})
    expect(warnings).toEqual([`“${name}” is no option. There are: ${optionNames.join(', ')}.`])
  })

  it('has a default that fits for each', () => {
    expect(readOptions(Object.entries(defaultOptions))).toEqual({ options: defaultOptions, warnings: [] })
  })

  it('goes back to the default for what is taken away', () => {
    expect(read({ theme: null, height: null })).toEqual({
      options: { theme: 'auto', height: 'auto' },
      warnings: [],
    })
  })

  it('takes the last of what is given twice', () => {
    expect(readOptions(new URLSearchParams('lang=en&lang=de')).options).toEqual({ lang: 'de' })
  })

  it('is changed by what fits alone', () => {
    const options = changeOptions(defaultOptions, { theme: 'dark', height: 300, lang: 'de' })
    expect(options).toEqual({ ...defaultOptions, theme: 'dark', height: 300, lang: 'de' })
    expect(changeOptions(options, { theme: 'pink', height: '1', lang: null, other: 'x' })).toEqual({
      ...options,
      lang: 'auto',
    })
  })

  it('comes through the address of the frame as it was given', () => {
    const given = { query: 'β-blockers & “asthma”', 'max-results': 9, lang: null, other: 'x' }
    const { options, warnings } = readOptions(new URLSearchParams(toParameters(given).toString()))
    expect(options).toEqual({ query: given.query, 'max-results': 9 })
    expect(warnings).toEqual([expect.stringContaining('“other”')])
  })

  it('is read from both ends of an address, the part that is not sent last', () => {
    const { options } = readOptions(
      listAddress(new URL('https://a.example/widget.html?theme=dark&lang=en#lang=de&query=a+b')),
    )
    expect(options).toEqual({ theme: 'dark', lang: 'de', query: 'a b' })
  })
})
