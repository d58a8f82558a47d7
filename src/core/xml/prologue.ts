import type { Prologue } from './guard.ts'

const htmlRoots = new Set(['html', 'head', 'body', 'title', 'meta', 'h1', 'h2', 'p', 'div', 'center', 'pre'])
const pageRemedy =
  'The server answered with a page (too many requests, a sign-in): wait a little and download it again.'

export interface NlmFormat {
  /** As in "PubMed XML". */
  name: string
  /** Elements that a file may have as its root, the usual one first. */
  roots: readonly string[]
  /** What may follow the root's name in the DOCTYPE. */
  doctype: RegExp
}

/**
 * Genuine files carry NLM's external DTD, which is not read. A subset inside the file could redefine entities, so that is
 * refused.
 */
export function createPrologue({ name, roots, doctype: expected }: NlmFormat): Prologue {
  return {
    checkDoctype(doctype, refuse) {
      if (/^\s*html\b/i.test(doctype)) refuse(`an HTML page, not ${name}`, pageRemedy)
      if (doctype.includes('['))
        refuse('the DOCTYPE has definitions of its own (an internal subset), which are never read')
      const [, root = '', rest = ''] = /^\s*(\S+)\s+(.*?)\s*$/s.exec(doctype) ?? []
      if (!roots.includes(root) || !expected.test(rest)) refuse(`the DOCTYPE is not one of NLM's for ${name}`)
    },
    checkRoot(root, refuse) {
      if (roots.includes(root)) return
      if (htmlRoots.has(root.toLowerCase())) refuse(`an HTML page, not ${name}`, pageRemedy)
      refuse(`the root element is ${root}, not ${roots[0]}`, `Download it as ${name}.`)
    },
  }
}
