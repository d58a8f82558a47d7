/** Text as it stands in a page or in an attribute: never markup. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** The other way, for what `escapeHtml` has written. */
export function unescapeHtml(html: string): string {
  return html.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
}

/** Address of a file of the site as a page of it names it: relative, so that it holds below every path. */
export function relativeTo(page: string, target: string): string {
  const up = '../'.repeat(page.split('/').length - 1)
  return up + target || './'
}
