import { describe, expect, it } from 'vitest'
import { emptyForm, readForm, toChoices } from '../../src/widget/configure/form.ts'
import {
  places,
  writeListing,
  writePolicy,
  writeSnippet,
  type Place,
} from '../../src/widget/configure/snippets.ts'
import { defaultOptions, optionNames, readOptions } from '../../src/widget/options.ts'

const site = 'https://search.example/'

describe('the form of the configurator', () => {
  it('gives nothing where nothing was changed', () => {
    expect(readForm(emptyForm)).toEqual({ given: {}, faults: {} })
    const defaults = Object.fromEntries(optionNames.map((name) => [name, String(defaultOptions[name])]))
    expect(readForm({ ...emptyForm, ...defaults })).toEqual({ given: {}, faults: {} })
  })

  it('gives what was changed as what it is, and says what does not fit', () => {
    const { given, faults } = readForm({
      ...emptyForm,
      ...{ library: 'asthma', 'max-results': '3', debug: 'true', height: '100', filters: '{"years":}' },
    })
    expect(given).toEqual({ library: 'asthma', 'max-results': 3, debug: true })
    expect(Object.keys(faults)).toEqual(['filters', 'height'])
    expect(faults.height).toBe('height is “100”: expected auto or a whole number from 200 to 2000.')
  })

  it('offers values that fit, the default among them', () => {
    for (const name of optionNames) {
      const choices = toChoices(name) ?? []
      expect(readOptions(choices.map((choice) => [name, choice])).warnings).toEqual([])
      if (choices.length > 0) expect(choices).toContain(String(defaultOptions[name]))
    }
    expect(toChoices('theme')).toEqual(['auto', 'light', 'dark'])
    expect(toChoices('library')).toBeUndefined()
  })
})

describe('what is to be written into a page', () => {
  const given = { query: 'a "b" & {c}', 'max-results': 3, debug: true } as const

  it.each<[Place, string]>([
    [
      'script',
      '<script src="https://search.example/embed.js" data-query="a &quot;b&quot; &amp; {c}" data-max-results="3" data-debug="true" async></script>',
    ],
    [
      'element',
      `<script src="https://search.example/biohicl-search.js" async></script>
<biohicl-search query="a &quot;b&quot; &amp; {c}" max-results="3" debug="true"></biohicl-search>`,
    ],
    [
      'react',
      `import { BioHiCLSearch } from 'biohicl-widget/react'

export function LiteratureSearch() {
  return (
    <BioHiCLSearch
      site="https://search.example/"
      query={"a \\"b\\" & {c}"}
      maxResults={3}
      debug={true}
    />
  )
}`,
    ],
    [
      'wordpress',
      `<!-- wp:html -->
<script src="https://search.example/embed.js" data-query="a &quot;b&quot; &amp; {c}" data-max-results="3" data-debug="true" async></script>
<!-- /wp:html -->`,
    ],
    [
      'docusaurus',
      `// docusaurus.config.js
scripts: [{ src: 'https://search.example/biohicl-search.js', async: true }],

{/* in a page, *.mdx */}
<biohicl-search query="a &quot;b&quot; &amp; {c}" max-results="3" debug="true"></biohicl-search>`,
    ],
  ])('is for %s', (place, text) => {
    expect(writeSnippet(place, site, given)).toBe(text)
  })

  it('is short where nothing is given', () => {
    expect(writeSnippet('script', site, {})).toBe(
      '<script src="https://search.example/embed.js" async></script>',
    )
    expect(writeSnippet('element', site, {})).toContain('<biohicl-search></biohicl-search>')
    expect(writeSnippet('react', site, {})).toContain(
      'return <BioHiCLSearch site="https://search.example/" />',
    )
  })

  it('names what a policy has to allow, by origin', () => {
    for (const place of places)
      expect(writePolicy(place, 'https://search.example/sub/')).toBe(
        place === 'react'
          ? 'frame-src https://search.example'
          : 'script-src https://search.example; frame-src https://search.example',
      )
  })

  it('names the right to read where results are asked for', () => {
    expect(writeListing({ share: 'results' })).toContain('https://your-page.example+results"')
    expect(writeListing({})).toContain('https://your-page.example"')
  })
})
