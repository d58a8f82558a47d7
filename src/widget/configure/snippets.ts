import type { WidgetOptions } from '../options.ts'
import { toPropName } from '../package/propName.ts'
import type { OptionName } from './form.ts'

export type Place = 'script' | 'element' | 'react' | 'wordpress' | 'docusaurus'

type Given = Partial<WidgetOptions>

const writers: Record<Place, (site: string, given: Given) => string> = {
  script: (site, given) => toScript(site, given),
  element: (site, given) => `<script src="${site}biohicl-search.js" async></script>\n${toElement(given)}`,
  react: (site, given) =>
    `import { BioHiCLSearch } from 'biohicl-widget/react'

export function LiteratureSearch() {
  return ${toComponent(site, given)}
}`,
  wordpress: (site, given) => `<!-- wp:html -->\n${toScript(site, given)}\n<!-- /wp:html -->`,
  docusaurus: (site, given) =>
    `// docusaurus.config.js
scripts: [{ src: '${site}biohicl-search.js', async: true }],

{/* in a page, *.mdx */}
${toElement(given)}`,
}

export const places = Object.keys(writers) as Place[]

/**
 * What is to be written into a page so that it shows the search.
 * @param site address of the site, with a slash at its end
 */
export function writeSnippet(place: Place, site: string, given: Given): string {
  return writers[place](site, given)
}

/** What a page with a policy has to allow. */
export function writePolicy(place: Place, site: string): string {
  const { origin } = new URL(site)
  return [...(place === 'react' ? [] : [`script-src ${origin}`]), `frame-src ${origin}`].join('; ')
}

/** The setting by which the site lists a page at `https://your-page.example`. */
export function writeListing({ share }: Given): string {
  return `BIOHICL_EMBEDDERS="https://your-page.example${share === 'results' ? '+results' : ''}" npm run build`
}

function toScript(site: string, given: Given): string {
  return `<script src="${site}embed.js" ${toAttributes(given, 'data-')}async></script>`
}

function toElement(given: Given): string {
  return `<biohicl-search ${toAttributes(given)}`.trimEnd() + '></biohicl-search>'
}

/** Each with a space behind it. */
function toAttributes(given: Given, prefix = ''): string {
  return entries(given)
    .map(([name, value]) => `${prefix}${name}="${escapeHtml(String(value))}" `)
    .join('')
}

function toComponent(site: string, given: Given): string {
  const props = [`site="${site}"`, ...entries(given).map(toProp)]
  const line = `<BioHiCLSearch ${props.join(' ')} />`
  return line.length <= 90 ? line : `(\n    <BioHiCLSearch\n      ${props.join('\n      ')}\n    />\n  )`
}

function toProp([name, value]: readonly [OptionName, unknown]): string {
  const isPlain = typeof value === 'string' && /^[\w #+.,:-]*$/.test(value)
  return `${toPropName(name)}=${isPlain ? `"${value}"` : `{${JSON.stringify(value)}}`}`
}

/** MDX reads attributes in the same way. */
function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' }
  return text.replace(/[&<"]/g, (character) => names[character] ?? character)
}

const entries = (given: Given) => Object.entries(given) as [OptionName, unknown][]
