import type { Filters } from '../core/filters.ts'
import type { Manifest } from '../core/pack/manifest.ts'
import type { SearchHit } from './engine.ts'

/**
 * What an embedded page may ask of its worker, which reads one library of its own site in parts and searches it by words. Nothing is
 * stored. What it fetches tells the site which shards of words, and which blocks of records, a query has touched.
 */
export interface WordsContract {
  /** The library of the site's catalogue with this id, or the site's own choice. @throws `library-missing`, `library-outdated`, `signature-invalid` */
  openOnSite: { input: { id?: string }; output: SiteLibrary; progress: never }
  /** Also in PubMed's language, and with filters, for which far more is fetched. @throws `query-empty`, `query-syntax`, `cancelled` */
  searchWords: { input: { text: string; k: number; filters?: Filters }; output: WordAnswer; progress: never }
}

export interface SiteLibrary extends Pick<
  Manifest,
  'id' | 'title' | 'kind' | 'version' | 'date' | 'staleAfterDays' | 'source' | 'licence' | 'records'
> {
  key: string
  /** Name of the encoder that it was made with. */
  encoder: string
}

export interface WordAnswer {
  query: string
  hits: SearchHit[]
  /** Records that match. */
  total: number
  durationMs: number
}
