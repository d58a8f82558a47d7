import { Button } from 'react-aria-components/Button'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import type { PubmedQuery } from '../../core/draft.ts'
import type { Failure } from '../failure.ts'
import { partMessages } from '../messages/partMessages.ts'
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
      <section className={styles.source} aria-label={partMessages.newLibrary.fromFiles}>
        <h4>{partMessages.newLibrary.fromFiles}</h4>
        <p>{partMessages.newLibrary.aboutFiles}</p>
        <div className={styles.actions}>
          {/* Any type: phones that do not know the endings would let nobody choose a file. */}
          <FileTrigger allowsMultiple onSelect={(files) => files && onFiles(Array.from(files))}>
            <Button className="button button-primary">{partMessages.newLibrary.chooseFiles}</Button>
          </FileTrigger>
          <span className="soft">{partMessages.newLibrary.orDrop}</span>
        </div>
      </section>
      <section className={styles.source} aria-label={partMessages.newLibrary.fromPubmed}>
        <h4>{partMessages.newLibrary.fromPubmed}</h4>
        <PubmedForm search={search} onSearch={onSearch} />
      </section>
    </>
  )
}
