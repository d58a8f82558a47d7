import type { MeshTree } from '../../src/core/mesh/tree.ts'
import type { TermNode, QueryNode } from '../../src/core/query/tree.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import { fold, toTerms } from '../../src/core/text/terms.ts'

/**
 * Whether a record meets a query, told from the record alone: slow, and obviously right. Undefined where the query says nothing of
 * any record, as one of stop words does.
 */
export function meets(node: QueryNode, record: PubmedRecord, mesh: MeshTree): boolean | undefined {
  switch (node.kind) {
    case 'term':
      return meetsTerm(node, record, mesh)
    case 'without': {
      const [from, without] = [meets(node.from, record, mesh), meets(node.without, record, mesh)]
      return without === undefined ? from : (from ?? true) && !without
    }
    default: {
      const said = node.operands.map((each) => meets(each, record, mesh)).filter((each) => each !== undefined)
      if (said.length === 0) return undefined
      return node.kind === 'and' ? said.every(Boolean) : said.some(Boolean)
    }
  }
}

function meetsTerm(term: TermNode, record: PubmedRecord, mesh: MeshTree): boolean | undefined {
  const { text, field } = term
  const texts = [record.title, ...record.abstract.map((section) => section.text)]
  switch (field) {
    case 'mh':
      return record.headings.some(({ ui }) => isBelow(ui, text, mesh))
    case 'mh:noexp':
      return record.headings.some(({ ui }) => ui === findUi(text, mesh))
    case 'majr':
      return record.headings.some(
        (heading) =>
          isBelow(heading.ui, text, mesh) && (heading.major || heading.qualifiers.some(({ major }) => major)),
      )
    case 'sh':
      return record.headings.some(({ qualifiers }) => qualifiers.some(({ name }) => name === text))
    case 'ti':
      return meetsText(term, [record.title])
    case 'tiab':
      return meetsText(term, texts)
    case 'pt':
      return record.publicationTypes.some((type) => type.toLowerCase() === text)
    case 'la':
      return record.languages.includes(text)
    case 'dp':
      return meetsDate(text, record)
    case 'pmid':
      return text.split(' ').includes(record.pmid)
    case undefined: {
      const byText = meetsText(term, texts)
      if (byText === undefined || term.isQuoted || text.includes('*')) return byText
      return byText || record.headings.some(({ ui }) => isBelow(ui, text, mesh))
    }
    default:
      throw new Error(`The twin does not know ${field}.`)
  }
}

const findUi = (text: string, mesh: MeshTree) => (mesh.byName(text) ?? mesh.byTerm(text))?.ui

/** By the letters of tree numbers: the heading itself, or one whose number continues one of its numbers. */
function isBelow(ui: string | undefined, text: string, mesh: MeshTree): boolean {
  const top = mesh.byName(text) ?? mesh.byTerm(text)
  if (!top || ui === undefined) return false
  const numbers = mesh.byUi(ui)?.treeNumbers ?? []
  return (
    ui === top.ui || numbers.some((below) => top.treeNumbers.some((above) => below.startsWith(`${above}.`)))
  )
}

function meetsDate(text: string, { date }: PubmedRecord): boolean {
  if (!date) return false
  const [from = '', to = from] = text.split(':')
  const day = [date.year, date.month ?? 1, date.day ?? 1]
    .map((part) => String(part).padStart(2, '0'))
    .join('/')
  return day >= from && day <= `${to}/99`
}

function meetsText({ text, isQuoted }: TermNode, texts: string[]): boolean | undefined {
  const wanted = toPlainWords(text)
  if (isQuoted) {
    if (wanted.every((word) => toTerms(word).length === 0)) return undefined
    return texts.some((each) => {
      const words = toPlainWords(each)
      return words.some((_, at) => wanted.every((word, place) => isForm(words[at + place], word)))
    })
  }
  const compounds = fold(text)
    .split(' ')
    .filter((compound) => compound.includes('*') || toTerms(compound).length > 0)
  if (compounds.length === 0) return undefined
  const terms = new Set(texts.flatMap((each) => toTerms(each)))
  const words = texts.flatMap((each) => toPlainWords(each))
  return compounds.every((compound) => {
    if (compound.endsWith('*')) return words.some((word) => isForm(word, compound))
    const hasPart = (part: string) => {
      const [whole = '', ...measure] = toTerms(part)
      return terms.has(whole) || (measure.length > 0 && measure.every((each) => terms.has(each)))
    }
    const parts = compound.split('-').filter((part) => toTerms(part).length > 0)
    return (
      parts.every(hasPart) || (parts.length > 1 && terms.has(toTerms(compound.replace(/-/g, ''))[0] ?? ''))
    )
  })
}

function toPlainWords(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}*]+/u)
    .filter((word) => word !== '')
}

function isForm(word: string | undefined, wanted: string): boolean {
  return wanted.endsWith('*') ? (word?.startsWith(wanted.slice(0, -1)) ?? false) : word === wanted
}
