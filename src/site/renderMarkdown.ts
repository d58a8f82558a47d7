import { Marked, type Token, type Tokens } from 'marked'
import { escapeHtml } from './html.ts'

export interface MarkdownPlaces {
  /**
   * Where a link of the text leads in the site; undefined for what is not part of it, whose words then stand without a link.
   * @throws for one that leads nowhere
   */
  link(href: string): string | undefined
  /** Where a picture lies in the site, and its size in pixels. @throws for one that is not there */
  picture(href: string): { src: string; width: number; height: number }
}

export interface RenderedMarkdown {
  html: string
  /** Of the first heading, as text. */
  title: string
  /** The beginning of the first paragraph, as text. */
  description: string
}

const longestDescription = 155

/** Turns the project's Markdown into HTML. Markup within it becomes text, and comments are left out. */
export function renderMarkdown(markdown: string, places: MarkdownPlaces): RenderedMarkdown {
  const ids = new Map<string, number>()

  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const id = toId(toText(tokens), ids)
        return `<h${depth} id="${escapeHtml(id)}">${this.parser.parseInline(tokens)}</h${depth}>\n`
      },
      link({ href, tokens }) {
        const to = places.link(href)
        const words = this.parser.parseInline(tokens)
        return to === undefined ? words : `<a href="${escapeHtml(to)}">${words}</a>`
      },
      image({ href, text, tokens }) {
        const { src, width, height } = places.picture(href)
        return `<img src="${escapeHtml(src)}" alt="${escapeHtml(tokens ? toText(tokens) : text)}" width="${width}" height="${height}" loading="lazy">`
      },
      html: ({ text }) => (text.startsWith('<!--') ? '' : escapeHtml(text)),
      // Wide ones scroll, and what scrolls has to be reached by keyboard.
      code: ({ text }) => `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`,
      table(table) {
        const inline = (cell: Tokens.TableCell) => this.parser.parseInline(cell.tokens)
        return `<div class="table" tabindex="0" role="group" aria-label="Table">${toTable(table, inline)}</div>\n`
      },
    },
  })

  const tokens = marked.lexer(markdown)
  const title = tokens.find((token): token is Tokens.Heading => token.type === 'heading')
  const first = tokens.find((token): token is Tokens.Paragraph => token.type === 'paragraph')
  return {
    html: marked.parser(tokens),
    title: title ? toText(title.tokens) : '',
    description: shorten(first ? toText(first.tokens) : ''),
  }
}

/** A first column without a heading holds the headings of the rows; another one belongs to the column before it. */
function toTable({ header, rows }: Tokens.Table, inline: (cell: Tokens.TableCell) => string): string {
  const isEmpty = header.map(({ text }) => text.trim() === '')
  const hasRowHeads = isEmpty[0] === true
  /** Over all columns it would be a caption. */
  const isOnlyFirst = isEmpty.lastIndexOf(false) === 0
  const heads = header.flatMap((cell, i) => {
    if (isEmpty[i]) return i === 0 || isOnlyFirst ? ['<td></td>'] : []
    const next = isEmpty.indexOf(false, i + 1)
    const columns = isOnlyFirst ? 1 : (next < 0 ? header.length : next) - i
    return [`<th scope="${columns > 1 ? `colgroup" colspan="${columns}` : 'col'}">${inline(cell)}</th>`]
  })
  const toCell = (cell: Tokens.TableCell, i: number) =>
    i === 0 && hasRowHeads ? `<th scope="row">${inline(cell)}</th>` : `<td>${inline(cell)}</td>`
  // Some tables have no headings at all.
  const head = isEmpty.every(Boolean) ? '' : `<thead><tr>${heads.join('')}</tr></thead>`
  const body = rows.map((cells) => `<tr>${cells.map(toCell).join('')}</tr>`)
  return `<table>${head}<tbody>${body.join('\n')}</tbody></table>`
}

/** As GitHub makes them, since links between the texts hold there too. */
function toId(text: string, ids: Map<string, number>): string {
  const id = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
  const count = ids.get(id) ?? 0
  ids.set(id, count + 1)
  return count === 0 ? id : `${id}-${count}`
}

function toText(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      'tokens' in token && token.tokens ? toText(token.tokens) : 'text' in token ? String(token.text) : '',
    )
    .join('')
    .replace(/\s+/g, ' ')
}

function shorten(text: string): string {
  if (text.length <= longestDescription) return text
  return `${text.slice(0, longestDescription).replace(/\s+\S*$/, '')} …`
}
