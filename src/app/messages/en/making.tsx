import type { ReactNode } from 'react'
import type { SkipReason } from '../../../core/pubmed/skip.ts'
import type { MakingProgress } from '../../../protocol/draft.ts'
import { formatCount, formatFixed } from '../../format.ts'
import { counts } from './counts.ts'

/** A library of the user's own, from reading its records on. */
export const making = {
  pause: 'Pause',
  goOn: 'Go on',
  amount: (done: string, total: string) => `${done} of ${total}`,
  fetched: (done: number, total: number) => `${formatCount(done)} of ${counts.records(total)}`,
  fromPubmed: 'From PubMed',
  waiting: (reason: ReactNode) => <>{reason} It is tried again in a while.</>,
  aboutFetching: 'NLM allows three requests a second. What has come is kept on this device.',
  discard: 'Cancel and remove',
  discarding: 'Remove?',
  discardFetched: 'Remove what has been fetched?',
  discardMade: 'Remove what has been done of it?',
  keep: 'Keep',
  title: 'Title',
  from: 'From',
  records: 'Records',
  leftOut: 'Left out',
  skipped: {
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
  } satisfies Record<SkipReason, string>,
  examples: 'Examples',
  time: 'Time',
  timeHere: (about: string) => `${about} on this device, as a few records have shown`,
  trying: 'Trying it with a few records …',
  fetchingModel: 'Fetching the model that reads them',
  size: 'Size',
  aboutSize: (size: string) => `about ${size}`,
  headings: 'Headings',
  noHeadings: 'The records have no MeSH headings',
  headingsStay: 'They stay names: no library with MeSH is open that could tell where they belong',
  headingsFrom: (library: string) =>
    `They are looked up in the MeSH of “${library}”; those that it has not stay names`,
  make: 'Make the library',
  gettingReady: 'Getting ready',
  steps: {
    encode: 'Reading the records for what they mean',
    index: 'Putting them in order',
    measure: 'Checking the order',
    map: 'Drawing the map',
    write: 'Keeping the library',
  } satisfies Record<MakingProgress['step'], string>,
  perSecond: (records: number) => `${formatFixed(records, 1)} a second`,
  left: (about: string) => `${about} left`,
  seconds: (count: number) => `about ${count} s`,
  minutes: (count: number) => `about ${count} min`,
  hours: (count: number) => `about ${formatFixed(count, 1)} h`,
  meanwhile: 'You can search meanwhile. If you close the page, it waits until you come back.',
  keptOnDevice: 'What has been done is kept on this device, also when you close the page.',
  inBackground: 'Make it in the background',
  keptBeside: (
    <>
      It is kept on this device beside the others. <strong>Save as a file</strong>, on the page of libraries,
      makes a copy for a stick or for somebody else.
    </>
  ),
  impossible: 'That is not possible',
}
