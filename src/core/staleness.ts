import type { Manifest } from './pack/manifest.ts'
import { noDate } from './record.ts'

/** Where a library does not say how old it may be. */
const usualDays = 365

const dayMs = 86_400_000

/** Whether so much has been published since a library's date that people should be told. Sample notes are no news anyhow. */
export function isStale(
  { kind, date, staleAfterDays = usualDays }: Pick<Manifest, 'kind' | 'date' | 'staleAfterDays'>,
  now: Date,
): boolean {
  return kind === 'pubmed' && date !== noDate && now.getTime() - Date.parse(date) > staleAfterDays * dayMs
}
