import type { CatalogueEntry } from '../../core/catalogue.ts'

export const kindNames: Record<CatalogueEntry['kind'], string> = {
  pubmed: 'PubMed records',
  'sample-notes': 'Sample notes, not publications',
}
