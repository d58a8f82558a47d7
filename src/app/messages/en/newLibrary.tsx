import type { ReactNode } from 'react'
import { formatCount } from '../../format.ts'
import type { CsvField } from '../../../core/pubmed/csvHeader.ts'
import type { MakingStage } from '../../newLibrary/making.ts'
import { counts } from './counts.ts'

/** A library of the user's own: where its records come from. What follows is in making.ts. */
export const newLibrary = {
  steps: 'Steps',
  places: { records: 'Records', check: 'Check', making: 'Making' },
  headings: {
    source: 'Where do the records come from?',
    columns: 'What do the columns hold?',
    reading: 'Reading the files',
    searching: 'Asking PubMed',
    found: 'What PubMed has found',
    fetching: 'Fetching the records',
    check: 'What it will take',
    making: 'Making the library',
    paused: 'Paused',
    done: 'The library is ready',
  } satisfies Record<MakingStage['step'], string>,
  fromFiles: 'From files',
  aboutFiles: (
    <>
      What PubMed and reference managers export: PubMed XML, MEDLINE (<code>.nbib</code>), RIS, tables (
      <code>.csv</code>, <code>.tsv</code>) with a column of PMIDs, JSON Lines; packed with gzip too. They are
      read on this device and sent nowhere.
    </>
  ),
  chooseFiles: 'Choose files',
  orDrop: 'or drop them here',
  aboutColumns:
    'This is what the first row of the table says. Correct what is not right; other columns are passed over.',
  columns: {
    pmid: 'PMID (needed)',
    title: 'Title',
    abstract: 'Abstract',
    authors: 'Authors',
    journal: 'Journal',
    year: 'Year',
    volume: 'Volume',
    issue: 'Issue',
    pages: 'Pages',
    mesh: 'MeSH headings',
    types: 'Publication types',
    language: 'Language',
    doi: 'DOI',
  } satisfies Record<CsvField, string>,
  noColumn: 'no column',
  readTables: 'Read the records',
  otherFiles: 'Other files',
  fromPubmed: 'From a PubMed search',
  search: 'Search',
  searchHint: (example: ReactNode) => <>As you would type it there: {example}</>,
  limit: 'At most',
  limitHint: 'Records, the newest ones',
  wrongLimit: (most: number) => `A number from 1 to ${formatCount(most)}.`,
  email: 'Your e-mail, if you like',
  emailHint: 'NLM writes to it before it blocks somebody',
  terms: (policies: ReactNode, terms: ReactNode) => (
    <>
      The search is sent to NLM, the U.S. National Library of Medicine, with the name of this tool and the
      address above; NLM also sees where the request comes from. What you ask a library on this device is
      never sent. The records are NLM’s and the abstracts often their publishers’: see {policies} and {terms}.
      NLM has not reviewed this app.
    </>
  ),
  ncbiPolicies: 'NCBI’s policies',
  nlmTerms: 'NLM’s terms',
  askPubmed: 'Ask PubMed',
  searched: 'Search',
  readAs: 'Read as',
  but: 'But',
  found: 'Found',
  foundNone: 'No record',
  foundMore: (found: number, wanted: number) =>
    `${counts.records(found)}, of which the newest ${formatCount(wanted)} are fetched`,
  fetch: (records: number) => `Fetch ${counts.records(records)}`,
  anotherSearch: 'Another search',
}
