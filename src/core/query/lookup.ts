import type { Bitmap } from '../bitmap.ts'
import type { PubmedRecord } from '../record.ts'
import type { QueryLists } from './lists.ts'
import { lookUpHeading } from './lookUpHeading.ts'
import { lookUpMapped } from './lookUpMapped.ts'
import { lookUpText } from './lookUpText.ts'
import { lookUpDates, lookUpPmids, lookUpValues } from './lookUpValues.ts'
import type { TermMeaning } from './meaning.ts'
import { hasCutWord, type TermNode } from './tree.ts'

/** What the lists of a library know of a term. */
export interface Lookup {
  meaning: TermMeaning
  /** Absent where the term says nothing of any record. */
  rows?: Bitmap
  /** Of the rows, those whose record has to be looked at. */
  doubt?: { rows: Bitmap; fits(record: PubmedRecord): boolean }
}

/** @throws AppError `query-syntax` where the library cannot be asked for it, and what reading throws */
export async function lookUp(query: string, term: TermNode, lists: QueryLists): Promise<Lookup> {
  const { field } = term
  switch (field) {
    case 'mh':
    case 'mh:noexp':
    case 'majr':
    case 'majr:noexp':
      return lookUpHeading(query, term, lists)
    case 'ti':
      return lookUpText(term, 'title', lists)
    case 'tiab':
      return lookUpText(term, 'title-abstract', lists)
    case 'au':
    case 'la':
    case 'pt':
    case 'sh':
    case 'ta':
      return lookUpValues(query, term, field, lists)
    case 'dp':
      return lookUpDates(term, lists)
    case 'pmid':
      return lookUpPmids(term, lists)
    default:
      return term.isQuoted || hasCutWord(term)
        ? lookUpText(term, 'title-abstract', lists)
        : lookUpMapped(term, lists)
  }
}
