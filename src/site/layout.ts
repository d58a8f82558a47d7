import { appFolder } from '../core/demoSite.ts'
import { escapeHtml, relativeTo } from './html.ts'

export interface Page {
  /** From the folder of the site. */
  path: string
  title: string
  description: string
  /** What stands between header and footer. */
  html: string
}

export const name = 'BioHiCL Search'
export const styleFile = 'site.css'
export const homePath = 'index.html'
export const widgetPath = 'widget.html'

/** The links in the header. */
const links: [words: string, target: string][] = [
  ['Documentation', 'docs/index.html'],
  ['For your site', widgetPath],
  ['Privacy', 'docs/privacy.html'],
]

/** @param address of the site, where it is known: readers of links want full ones */
export function layOut({ path, title, description, html }: Page, address?: string): string {
  const to = (target: string) => escapeHtml(relativeTo(path, target))
  const fullTitle = title === name ? name : `${title} · ${name}`
  const nav = links.map(([words, target]) => {
    const current = target === path ? ' aria-current="page"' : ''
    return `<li><a href="${to(target)}"${current}>${words}</a></li>`
  })
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(fullTitle)}</title>
<meta name="description" content="${escapeHtml(description)}">
<meta name="color-scheme" content="light dark">
<meta property="og:title" content="${escapeHtml(fullTitle)}">
<meta property="og:description" content="${escapeHtml(description)}">
<meta property="og:type" content="website">
<meta name="twitter:card" content="summary_large_image">
${address === undefined ? '' : fullAddresses(path, address)}<link rel="icon" href="${to(`${appFolder}icon.svg`)}" type="image/svg+xml">
<link rel="stylesheet" href="${to(styleFile)}">
</head>
<body>
<a class="skip" href="#content">Go to the content</a>
<header>
<a class="name" href="${to('')}">${name}</a>
<nav aria-label="Site"><ul>
${nav.join('\n')}
<li><a class="button button-primary" href="${to(appFolder)}">Open the app</a></li>
</ul></nav>
</header>
${html}
<footer>
<p>Not for diagnosis: a high score is evidence of topic, not of quality.</p>
<ul>
<li><a href="${to('model.html')}">The model</a></li>
<li><a href="${to('docs/security.html')}">Security</a></li>
<li><a href="${to('docs/provenance.html')}">Provenance</a></li>
<li><a href="${to('docs/changelog.html')}">Changelog</a></li>
<li><a href="${to('LICENSE.txt')}">Licence: Apache-2.0</a></li>
</ul>
</footer>
</body>
</html>
`
}

function fullAddresses(path: string, address: string): string {
  const own = escapeHtml(address + path.replace(/(^|\/)index\.html$/, '$1'))
  return `<link rel="canonical" href="${own}">
<meta property="og:url" content="${own}">
<meta property="og:image" content="${escapeHtml(`${address}${appFolder}social.png`)}">
`
}
