import type { QueryNode } from './tree.ts'

/** Longer addresses are refused by some servers and browsers on the way. */
const mostChars = 6000

/** The address at which PubMed answers the same query; undefined for one that is too long for an address. */
export function toPubmedUrl(query: string): string | undefined {
  const url = `https://pubmed.ncbi.nlm.nih.gov/?term=${encodeURIComponent(toWellFormed(query.trim()))}`
  return url.length <= mostChars ? url : undefined
}

/** Half a surrogate pair has no encoding. */
function toWellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}

/** In PubMed's own way of writing: every operator and parenthesis that was left out stands there. */
export function toPubmedQuery(node: QueryNode): string {
  switch (node.kind) {
    case 'term': {
      const text = node.isQuoted ? `"${node.text}"` : node.text
      const tag = node.field ? `[${node.field}]` : ''
      return node.to === undefined ? text + tag : `"${node.text}"${tag} : "${node.to}"${tag}`
    }
    case 'without':
      return `${toOperand(node.from)} NOT ${toOperand(node.without)}`
    default:
      return node.operands.map(toOperand).join(node.kind === 'and' ? ' AND ' : ' OR ')
  }
}

function toOperand(node: QueryNode): string {
  return node.kind === 'term' && node.to === undefined ? toPubmedQuery(node) : `(${toPubmedQuery(node)})`
}
