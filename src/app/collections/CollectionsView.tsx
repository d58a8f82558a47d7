import { useEffect } from 'react'
import { Button } from 'react-aria-components/Button'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { formatRecords } from '../format.ts'
import type { PageProps } from '../shell/pages.ts'
import { pageAddress } from '../shell/usePage.ts'
import { useTitleFocus } from '../shell/useTitleFocus.ts'
import { CollectionPage } from './CollectionPage.tsx'
import styles from './CollectionsView.module.css'
import { keeper } from './device.ts'
import { ForgetButton } from './ForgetButton.tsx'
import { HistorySection } from './HistorySection.tsx'
import { NewCollection } from './NewCollection.tsx'
import { NewsList } from './NewsList.tsx'
import { OutcomeLine } from './OutcomeLine.tsx'
import { SavedSearches } from './SavedSearches.tsx'
import { useKeeping } from './useKeeping.ts'

/** All that is kept on the device: one collection where the address names it. */
export function CollectionsView(props: PageProps) {
  return props.argument === undefined ? <AllCollections {...props} /> : <CollectionPage id={props.argument} />
}

function AllCollections({ controller }: PageProps) {
  const title = useTitleFocus()
  const { overview, outcome } = useKeeping()
  useEffect(() => void keeper.refresh(), []) // another tab may have changed something
  return (
    <main className={styles.page}>
      <h2 ref={title} tabIndex={-1}>
        Collections
      </h2>
      <p className="soft">
        What you keep stays on this device until you delete it. Nothing of it is sent anywhere; to have it
        elsewhere, save it as a file.
      </p>
      <OutcomeLine outcome={outcome} />
      {overview && (
        <>
          <NewsList overview={overview} />
          <section aria-labelledby="collections">
            <h3 id="collections" className={styles.section}>
              Records
            </h3>
            {overview.collections.length === 0 ? (
              <p className="soft">
                No collection yet. Make one here, or press “Add to a collection” at a record.
              </p>
            ) : (
              <ul className={styles.list}>
                {overview.collections.map(({ id, name, note, pmids }) => (
                  <li key={id}>
                    <a href={`${pageAddress.collections}/${id}`}>{name}</a>{' '}
                    <span className="soft">{formatRecords(pmids.length)}</span>
                    {note && <p className={styles.excerpt}>{note}</p>}
                  </li>
                ))}
              </ul>
            )}
            <NewCollection />
          </section>
          <SavedSearches searches={overview.searches} controller={controller} />
          <HistorySection history={overview.history} controller={controller} />
          <section aria-labelledby="whole">
            <h3 id="whole" className={styles.section}>
              All of it
            </h3>
            <div className={styles.actions}>
              <Button className="button" onPress={keeper.saveAsFile}>
                Save as a file
              </Button>
              <FileTrigger onSelect={openFile}>
                <Button className="button">Add from a file</Button>
              </FileTrigger>
              <ForgetButton overview={overview} controller={controller} />
            </div>
          </section>
        </>
      )}
    </main>
  )
}

function openFile(files: FileList | null) {
  const file = files?.[0]
  if (file) keeper.openFile(file)
}
