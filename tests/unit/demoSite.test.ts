import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileHeaders, pageHeaders } from '../../src/core/siteHeaders.ts'
import { checkLinks } from '../../src/site/checkLinks.ts'
import { renderDocuments, toPath } from '../../src/site/documents.ts'
import { writeHeaders } from '../../src/site/headersFile.ts'
import { relativeTo } from '../../src/site/html.ts'
import { layOut } from '../../src/site/layout.ts'
import { parseSiteOptions } from '../../src/site/options.ts'
import { renderMarkdown, type MarkdownPlaces } from '../../src/site/renderMarkdown.ts'

const places: MarkdownPlaces = {
  link: (href) => (href.endsWith('.ts') ? undefined : href),
  picture: (href) => ({ src: `pictures/${href}`, width: 40, height: 30 }),
}
const render = (markdown: string) => renderMarkdown(markdown, places)

describe('Markdown of the demo site', () => {
  it('makes no markup of what is written in it', () => {
    const { html } = render(
      '# A <b>bold</b> `<i>`\n\n<script>alert(1)</script>\n\n<!-- a remark -->\n\n[x](y"><img)',
    )
    expect(html).not.toMatch(/<(b|i|script|img)\b/)
    expect(html).not.toContain('remark')
    expect(html).toContain('&#60;script&#62;alert(1)')
  })

  it('gives headings the ids that links to them have on GitHub', () => {
    const { html } = render('## What others can learn\n\n## `a` & b, c: d\n\n## What others can learn')
    expect([...html.matchAll(/id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
      'what-others-can-learn',
      'a--b-c-d',
      'what-others-can-learn-1',
    ])
  })

  it('leaves the words of a link to what is not in the site, and gives pictures their size', () => {
    const { html } = render(
      'See [the table](../src/table.ts) and [more](more.html).\n\n![A *list*](list.png)',
    )
    expect(html).toContain('See the table and <a href="more.html">more</a>.')
    expect(html).toContain('<img src="pictures/list.png" alt="A list" width="40" height="30" loading="lazy">')
  })

  it('names each column or row of a table that has words for it', () => {
    const table = (head: string) => render(`| ${head} |\n| --- | --- | --- |\n| one | two | three |`).html
    expect(table('a | b | c')).toMatch(/<th scope="col">a.*<td>one/s)
    expect(table(' | b | c')).toMatch(/<tr><td><\/td><th scope="col">b.*<th scope="row">one/s)
    expect(table('a | b | ')).toContain('<th scope="colgroup" colspan="2">b</th></tr>')
    expect(table('a | | c')).toContain('<th scope="colgroup" colspan="2">a</th><th scope="col">c</th></tr>')
    expect(table('a | | ')).toContain('<tr><th scope="col">a</th><td></td><td></td></tr>')
    expect(table(' | | ')).toMatch(/<table><tbody><tr><th scope="row">one/)
  })

  it('takes title and description from the text, the latter cut at a word', () => {
    const { title, description } = render(`# Packs & more\n\n${'word '.repeat(60)}`)
    expect(title).toBe('Packs & more')
    expect(description.length).toBeLessThan(160)
    expect(description).toMatch(/word …$/)
  })
})

describe('documents of the demo site', () => {
  it('become pages of which every link and picture is there', () => {
    const documents = renderDocuments('.')
    expect(documents.map(({ path }) => path)).toContain('docs/using.html')
    expect(new Set(documents.map(({ path }) => path)).size).toBe(documents.length)
    expect(documents.every(({ title }) => title !== '')).toBe(true)
  })

  describe('in a project of their own', () => {
    let root: string
    beforeEach(() => {
      root = mkdtempSync(join(tmpdir(), 'documents-'))
      // All that are named have to be there.
      for (const { source } of renderDocuments('.')) write(root, source, `# ${source}\n`)
    })
    afterEach(() => rmSync(root, { recursive: true }))

    it.each(['gone.md', 'images/gone.png', '../../above.md', 'javascript:alert(1)'])(
      'are refused with a link to %s',
      (href) => {
        write(root, 'docs/using.md', `# Using\n\n[x](${href})\n`)
        expect(() => renderDocuments(root)).toThrow(/^docs\/using\.md: .* is not there/)
      },
    )

    it('are linked as pages, whatever folder they come from, and a new one is among them', () => {
      write(
        root,
        'docs/using.md',
        '# Using\n\n[a](../README.md#two-commands) [b](new.md) [c](../models/biohicl-small/README.md)',
      )
      write(root, 'docs/new.md', '# New')
      const documents = renderDocuments(root)
      expect(documents.find(({ path }) => path === 'docs/using.html')?.html).toContain(
        '<a href="../docs/readme.html#two-commands">a</a> <a href="../docs/new.html">b</a> <a href="../model.html">c</a>',
      )
      expect(documents.find(({ source }) => source === 'docs/new.md')).toMatchObject({ group: 'More' })
    })
  })

  it('lie where their names say', () => {
    expect(['docs/widget.md', 'CHANGELOG.md', 'training/README.md'].map(toPath)).toEqual([
      'docs/widget.html',
      'docs/changelog.html',
      'docs/training.html',
    ])
  })
})

describe('links of the demo site', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'links-'))
    write(folder, 'index.html', '<h1 id="top">Home</h1>')
    write(folder, 'docs/index.html', '')
    write(folder, 'app/index.html', '<a href="/anywhere">')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it.each(['../', '../index.html#top', './', '../app/#libraries', 'https://elsewhere.example/', '#here'])(
    'may lead to %s',
    (href) => {
      write(folder, 'docs/page.html', `<p id="here"><a href="${href}">x</a>`)
      expect(checkLinks(folder)).toEqual([])
    },
  )

  it.each([
    ['gone.html', 'is not there'],
    ['../#bottom', 'has no such heading'],
    ['/docs/index.html', 'does not hold below a path; write it relative to the page'],
    ['../app', 'is not there'],
    ['data:text/plain,x', 'is no address of this site'],
  ])('may not lead to %s, which %s', (href, fault) => {
    write(folder, 'docs/page.html', `<img src="${href}">`)
    expect(checkLinks(folder)).toEqual([`docs/page.html: ${href}: ${fault}`])
  })

  it('are relative to the page', () => {
    expect(relativeTo('index.html', '')).toBe('./')
    expect(relativeTo('docs/using.html', '')).toBe('../')
    expect(relativeTo('docs/using.html', 'app/')).toBe('../app/')
    expect(relativeTo('index.html', 'docs/index.html')).toBe('docs/index.html')
  })
})

describe('pages of the demo site', () => {
  const page = { path: 'docs/index.html', title: 'A <title>', description: '"quoted"', html: '<main></main>' }

  it('escape what stands in their head, and have full addresses only where one is known', () => {
    const html = layOut(page)
    expect(html).toContain('<title>A &#60;title&#62; · BioHiCL Search</title>')
    expect(html).toContain('content="&#34;quoted&#34;"')
    expect(html).not.toContain('og:image')
    const known = layOut(page, 'https://a.example/sub/')
    expect(known).toContain('content="https://a.example/sub/app/social.png"')
    expect(known).toContain('<link rel="canonical" href="https://a.example/sub/docs/">')
  })

  it('R33: have no script or style within them, and a policy that allows neither', () => {
    expect(layOut(page)).not.toMatch(/<script|<style|\sstyle=|\son\w+=/)
    const policy = pageHeaders('/docs/index.html')['Content-Security-Policy']
    expect(policy).toMatch(/default-src 'none'.*style-src 'self'.*frame-ancestors 'none'.*frame-src 'self'/)
    expect(policy).not.toContain('unsafe-inline')
  })
})

describe('the file _headers', () => {
  const paths = ['index.html', 'app/index.html', 'app/widget.html', 'app/embed.js', 'app/assets/engine-a1.js']
  const text = writeHeaders(paths, '/sub/', "'self' https://a.example")
  /** As hosts do: the values of every rule that fits, joined. */
  function read(address: string): Record<string, string> {
    const headers: Record<string, string> = {}
    for (const block of text.split('\n\n')) {
      const [pattern = '', ...lines] = block.trim().split('\n')
      if (pattern !== address && !(pattern.endsWith('*') && address.startsWith(pattern.slice(0, -1))))
        continue
      for (const line of lines) {
        const [, name = '', value = ''] = /^ {2}([\w-]+): (.*)$/.exec(line) ?? []
        headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`
      }
    }
    return headers
  }

  it.each([
    ['/sub/', pageHeaders('/index.html')],
    ['/sub/app/', fileHeaders('/index.html', '')],
    ['/sub/app/widget.html', fileHeaders('/widget.html', "'self' https://a.example")],
    ['/sub/app/embed.js', fileHeaders('/embed.js', '')],
    ['/sub/app/assets/engine-a1.js', fileHeaders('/assets/engine-a1.js', '')],
  ])('R33: gives %s the headers that the server gives it, each of them once', (address, headers) => {
    const { 'Content-Type': _type, 'Cache-Control': cache, ...expected } = headers
    const hashed = address.includes('/assets/') ? { 'Cache-Control': cache } : {}
    expect(read(address)).toEqual({ ...expected, ...hashed })
  })
})

describe('options of the demo site', () => {
  it('take the path from the address, and mend a path without slashes', () => {
    expect(parseSiteOptions([])).toEqual({ out: 'site', libraries: [], base: '/' })
    expect(parseSiteOptions(['--base', 'sub/path']).base).toBe('/sub/path/')
    expect(
      parseSiteOptions(['--address', 'https://a.example/x', '--library', 'one', '--library', 'two']),
    ).toEqual({
      out: 'site',
      libraries: ['one', 'two'],
      base: '/x/',
      address: 'https://a.example/x/',
    })
  })

  it.each([
    [['--base', '../up'], /expected a path such as/],
    [['--base', '/a b/'], /expected a path such as/],
    [['--address', 'a.example'], /expected one such as/],
    [['--address', 'https://a.example/?x'], /expected one such as/],
    [['--address', 'https://a.example/x/', '--base', '/y/'], /the path of --address is \/x\//],
    [['--colour', 'red'], /Usage/],
  ])('refuse %j in words', (args, words) => {
    expect(() => parseSiteOptions(args)).toThrow(words)
  })
})

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
