import type { Document } from './documents.ts'
import { escapeHtml, relativeTo } from './html.ts'
import type { Page } from './layout.ts'

const indexPath = 'docs/index.html'

/** A page for each text, with links to all of them beside it, and one that lists them. */
export function toDocumentPages(documents: Document[]): Page[] {
  const pages = documents.map(({ path, title, description, html }) => ({
    path,
    title,
    description,
    html: `<div class="documents">
<nav class="contents" aria-label="Documentation">${toContents(documents, path)}</nav>
<main id="content" class="text" tabindex="-1">
${html}</main>
</div>`,
  }))
  const index: Page = {
    path: indexPath,
    title: 'Documentation',
    description: 'How to use BioHiCL Search, put it online, make libraries for it, and how it works.',
    html: `<main id="content" class="text" tabindex="-1">
<h1>Documentation</h1>
${toContents(documents, indexPath)}</main>`,
  }
  return [index, ...pages]
}

function toContents(documents: Document[], path: string): string {
  const groups = [...new Set(documents.map(({ group }) => group))]
  return groups
    .map((group) => {
      const members = documents.filter((member) => member.group === group)
      const items = members.map((member) => {
        const current = member.path === path ? ' aria-current="page"' : ''
        return `<li><a href="${escapeHtml(relativeTo(path, member.path))}"${current}>${escapeHtml(member.title)}</a></li>`
      })
      // On the list of all they are headings; beside a text they are not among its own.
      const heading = path === indexPath ? 'h2' : 'p'
      return `<${heading}>${escapeHtml(group)}</${heading}>\n<ul>\n${items.join('\n')}\n</ul>\n`
    })
    .join('')
}
