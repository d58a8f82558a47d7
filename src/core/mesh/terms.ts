import type { MeshHeading } from './heading.ts'

/** What makes two spellings of a term one: case, white space and Unicode composition do not count. */
function normaliseTerm(term: string): string {
  return term.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
}

export interface TermIndex {
  /** The first heading to claim a term keeps it. */
  add(term: string, heading: MeshHeading): void
  find(term: string): MeshHeading | undefined
  readonly size: number
}

export function createTermIndex(): TermIndex {
  const headings = new Map<string, MeshHeading>()
  return {
    add(term, heading) {
      const key = normaliseTerm(term)
      if (!headings.has(key)) headings.set(key, heading)
    },
    find: (term) => headings.get(normaliseTerm(term)),
    get size() {
      return headings.size
    },
  }
}
