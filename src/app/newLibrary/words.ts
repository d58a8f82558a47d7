import type { SkipReason } from '../../core/pubmed/skip.ts'
import type { MakingProgress } from '../../protocol/draft.ts'
import { errorText } from '../errorText.ts'
import type { Failure } from '../failure.ts'

export const skipWords: Record<SkipReason, string> = {
  'no-pmid': 'without a PMID',
  'bad-pmid': 'with something else in the place of the PMID',
  'no-text': 'with neither title nor abstract',
  malformed: 'that are no records',
  'too-large': 'too large to be read',
  'unknown-kind': 'of a kind that is not read',
  duplicate: 'that came twice',
  'older-version': 'of which a newer version came',
  deleted: 'that PubMed has withdrawn',
  filtered: 'that were filtered out',
}

export const stepWords: Record<MakingProgress['step'], string> = {
  encode: 'Reading the records for what they mean',
  index: 'Putting them in order',
  measure: 'Checking the order',
  map: 'Drawing the map',
  write: 'Keeping the library',
}

/** `about 40 s`, `about 12 min`, `about 2.5 h`. */
export function aboutTime(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 90) return `about ${Math.max(1, Math.ceil(seconds))} s`
  return seconds < 5400 ? `about ${Math.ceil(seconds / 60)} min` : `about ${(seconds / 3600).toFixed(1)} h`
}

/** What is wrong with a file or a search is in the message itself, which names it and says what to do. */
export function failureWords({ code, message }: Failure): { title: string; text: string } {
  if (code === 'usage') return { title: 'That is not possible', text: message }
  if (code === 'input-invalid') return { title: errorText[code].title, text: message }
  const { title, explanation, action } = errorText[code]
  return { title, text: `${explanation} ${action}` }
}
