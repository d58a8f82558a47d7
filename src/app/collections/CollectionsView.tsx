import { useEffect } from 'react'
import { Button } from 'react-aria-components/Button'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
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
        {partMessages.collections.title}
      </h2>
      <p className="soft">{partMessages.collections.about}</p>
      <OutcomeLine outcome={outcome} />
      {overview && (
        <>
          <NewsList overview={overview} />
          <section aria-labelledby="collections">
            <h3 id="collections" className={styles.section}>
              {partMessages.collections.records}
            </h3>
            {overview.collections.length === 0 ? (
              <p className="soft">{partMessages.collections.none}</p>
            ) : (
              <ul className={styles.list}>
                {overview.collections.map(({ id, name, note, pmids }) => (
                  <li key={id}>
                    <a href={`${pageAddress.collections}/${id}`}>{name}</a>{' '}
                    <span className="soft">{messages.counts.records(pmids.length)}</span>
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
              {partMessages.collections.whole}
            </h3>
            <div className={styles.actions}>
              <Button className="button" onPress={keeper.saveAsFile}>
                {partMessages.collections.saveAsFile}
              </Button>
              <FileTrigger onSelect={openFile}>
                <Button className="button">{partMessages.collections.addFromFile}</Button>
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
