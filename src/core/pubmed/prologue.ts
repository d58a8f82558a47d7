/** What stands before the first record: XML declaration, DOCTYPE, root element. */
export type Refuse = (what: string, remedy?: string) => never

const recordRoots = [
  'PubmedArticleSet',
  'PubmedArticle',
  'PubmedBookArticleSet',
  'PubmedBookArticle',
] as const

const htmlRoots = new Set(['html', 'head', 'body', 'title', 'meta', 'h1', 'h2', 'p', 'div', 'center', 'pre'])
const quoted = `(?:"[^"[]*"|'[^'[]*')`
const publicId = `(?:"-//NLM//DTD Pub[Mm]ed[^"[]*"|'-//NLM//DTD Pub[Mm]ed[^'[]*')`
const systemId = `["']https?://(?:dtd\\.nlm\\.nih\\.gov|(?:www\\.)?ncbi\\.nlm\\.nih\\.gov)/[^"'[\\s]*["']`
const nlmDoctype = new RegExp(
  `^\\s*(?:${recordRoots.join('|')})\\s+(?:PUBLIC\\s+${publicId}(?:\\s+${quoted})?|SYSTEM\\s+${systemId})\\s*$`,
)
const pageRemedy =
  'The server answered with a page (too many requests, a sign-in): wait a little and download it again.'

export function checkEncoding(encoding: string | undefined, refuse: Refuse): void {
  if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) {
    refuse(`the file declares the encoding ${encoding}; only UTF-8 is read`, 'Convert it to UTF-8 first.')
  }
}

/** Genuine files carry NLM's external DTD, which is not read. A subset inside the file could redefine entities. */
export function checkDoctype(doctype: string, refuse: Refuse): void {
  if (/^\s*html\b/i.test(doctype)) refuse('an HTML page, not PubMed XML', pageRemedy)
  if (doctype.includes('['))
    refuse('the DOCTYPE has definitions of its own (an internal subset), which are never read')
  if (!nlmDoctype.test(doctype)) refuse("the DOCTYPE is not one of NLM's for PubMed articles")
}

export function checkRoot(name: string, refuse: Refuse): void {
  if ((recordRoots as readonly string[]).includes(name)) return
  if (htmlRoots.has(name.toLowerCase())) refuse('an HTML page, not PubMed XML', pageRemedy)
  refuse(`the root element is ${name}, not ${recordRoots[0]}`, 'Download the records as PubMed XML.')
}
