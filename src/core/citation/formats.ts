import { toBibtex } from './bibtex.ts'
import type { CitedRecord } from './cited.ts'
import { toCslJson } from './csl.ts'
import { toCsv } from './csv.ts'
import { toNbib } from './nbib.ts'
import { toRis } from './ris.ts'

export interface ExportFormat {
  name: string
  /** What a reference manager or a spreadsheet goes by. */
  ending: string
  type: string
  write(records: readonly CitedRecord[]): string
}

export const exportFormats: readonly ExportFormat[] = [
  { name: 'RIS', ending: 'ris', type: 'application/x-research-info-systems', write: toRis },
  { name: 'NBIB', ending: 'nbib', type: 'application/nbib', write: toNbib },
  { name: 'BibTeX', ending: 'bib', type: 'application/x-bibtex', write: toBibtex },
  { name: 'CSL-JSON', ending: 'json', type: 'application/vnd.citationstyles.csl+json', write: toCslJson },
  { name: 'CSV', ending: 'csv', type: 'text/csv', write: toCsv },
]
