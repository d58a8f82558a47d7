import type { ReactNode } from 'react'
import type { SearchMode } from '../../../protocol/engine.ts'
import { formatCount } from '../../format.ts'
import { counts } from './counts.ts'

export const results = {
  /** The newest of those that meet the query, or the filters where there is none. */
  newest: (shown: number, total: number, query: string) => (
    <>
      {shown < total ? `${formatCount(shown)} of ${counts.records(total)}` : records(shown)} that{' '}
      {shown === 1 || total === 1 ? 'meets' : 'meet'} {asked(query)}, newest first
    </>
  ),
  /** @param matching how many the query leaves over, where these are not all */
  ranked: (
    shown: number,
    mode: SearchMode,
    query: string,
    isNewestFirst: boolean,
    matching: number | undefined,
  ) => (
    <>
      {records(shown)} {relations[mode]} {asked(query)}
      {isNewestFirst && ', newest first'}
      {matching !== undefined && `, of ${formatCount(matching)} that match`}
    </>
  ),
  meaningLegend: 'nearness in meaning (cosine; 1 is the same)',
  wordsLegend: 'match of words (BM25; 1 is the most possible)',
  textCut: (maxTokens: number | undefined) => `Only the first ${maxTokens} tokens of your text were read.`,
  none: (libraries: number) =>
    `No record of the ${libraries > 1 ? 'libraries' : 'library'} has any of these words. Put the question in other ones.`,
  adjusted: 'The list is adjusted',
  moreLike: 'More like',
  lessLike: 'Less like',
  adjustedBy: 'Nearness in meaning is that to your question, moved by these.',
  clear: 'Clear',
  showMore: (upTo: number) => (
    <>
      Show more<span className="soft">, up to {formatCount(upTo)}</span>
    </>
  ),
  growing: (length: number, upTo: number) => `${formatCount(length)} of ${formatCount(upTo)} …`,
  longest: (most: number) => `A list ends at ${formatCount(most)}. Narrow it by words or filters.`,
  whole: 'These are all.',
}

const relations: Record<SearchMode, string> = {
  both: 'nearest in meaning and words to',
  meaning: 'nearest in meaning to',
  words: 'that match the words of',
}

const records = (count: number) => (count > 0 ? counts.records(count) : 'No records')
const asked = (query: string): ReactNode => (query ? <q>{query}</q> : 'the filters')
