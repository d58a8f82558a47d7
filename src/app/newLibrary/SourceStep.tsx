import { Button } from 'react-aria-components/Button'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import type { PubmedQuery } from '../../core/draft.ts'
import type { Failure } from '../failure.ts'
import { FailureNote } from './FailureNote.tsx'
import styles from './NewLibrary.module.css'
import { PubmedForm } from './PubmedForm.tsx'

interface Props {
  /** The search to begin with: the last one that was asked. */
  search?: PubmedQuery
  failure?: Failure
  onFiles(files: File[]): void
  onSearch(search: PubmedQuery): void
}

export function SourceStep({ search, failure, onFiles, onSearch }: Props) {
  return (
    <>
      <FailureNote failure={failure} />
      <section className={styles.source} aria-label="From files">
        <h4>From files</h4>
        <p>
          What PubMed and reference managers export: PubMed XML, MEDLINE (<code>.nbib</code>), RIS, tables (
          <code>.csv</code>, <code>.tsv</code>) with a column of PMIDs, JSON Lines; packed with gzip too. They
          are read on this device and sent nowhere.
        </p>
        <div className={styles.actions}>
          {/* Any type: phones that do not know the endings would let nobody choose a file. */}
          <FileTrigger allowsMultiple onSelect={(files) => files && onFiles(Array.from(files))}>
            <Button className="button button-primary">Choose files</Button>
          </FileTrigger>
          <span className="soft">or drop them here</span>
        </div>
      </section>
      <section className={styles.source} aria-label="From a PubMed search">
        <h4>From a PubMed search</h4>
        <PubmedForm search={search} onSearch={onSearch} />
      </section>
    </>
  )
}
