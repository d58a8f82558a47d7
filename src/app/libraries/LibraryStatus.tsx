import { Button } from 'react-aria-components/Button'
import type { CatalogueEntry } from '../../core/catalogue.ts'
import { backendNames, formatBytes, formatIsoDate, formatPercent, formatRecords } from '../format.ts'
import type { Ready } from '../readySession.ts'
import { BackendStatus } from './BackendStatus.tsx'
import { FileNotice } from './FileNotice.tsx'
import styles from './LibraryStatus.module.css'
import { OpenFileButton } from './OpenFileButton.tsx'
import { UpdateOffer } from './UpdateOffer.tsx'

interface Props {
  ready: Ready | undefined
  onUpdate(entry: CatalogueEntry): void
  onOpenFile(file: File): void
  onSaveFile(): void
  onCancelFile(): void
}

/** The foot of every page: what is searched, with what, and what this is not for. */
export function LibraryStatus({ ready, onUpdate, onOpenFile, onSaveFile, onCancelFile }: Props) {
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        {ready && <UpdateOffer update={ready.update} libraryId={ready.library.id} onUpdate={onUpdate} />}
        {ready && <FileNotice file={ready.file} onCancel={onCancelFile} />}
        {ready && <Details ready={ready} onOpenFile={onOpenFile} onSaveFile={onSaveFile} />}
        <p className={styles.words}>
          <span>Your query stays on this device.</span>{' '}
          <span>Not for diagnosis; evidence of topic, not of quality.</span>
        </p>
      </div>
    </footer>
  )
}

interface DetailsProps {
  ready: Ready
  onOpenFile(file: File): void
  onSaveFile(): void
}

function Details({ ready, onOpenFile, onSaveFile }: DetailsProps) {
  const { library, encoder, network, file } = ready
  const isBusy = file.stage === 'running'
  return (
    <details className={styles.details}>
      <summary>
        {[
          library.title,
          formatRecords(library.records),
          formatIsoDate(library.date),
          encoder.stage === 'ready' ? backendNames[encoder.status.backend.name] : 'by words',
          ...(network === 'offline' ? ['offline'] : []),
        ].join(' · ')}
      </summary>
      <div className={styles.columns}>
        <section aria-label="Library">
          <h2>Library</h2>
          <dl>
            <dt>Title</dt>
            <dd>{library.title}</dd>
            <dt>Records</dt>
            <dd>{formatRecords(library.records)}</dd>
            <dt>Date</dt>
            <dd>{formatIsoDate(library.date)}</dd>
            <dt>Source</dt>
            <dd>{library.source}</dd>
            <dt>Licence</dt>
            <dd>{library.licence}</dd>
            {library.meshYear !== null && (
              <>
                <dt>MeSH</dt>
                <dd>{library.meshYear}</dd>
              </>
            )}
            <dt>Recall@10</dt>
            <dd>{formatPercent(library.recallAt10)} of the exact ten nearest, measured when it was built</dd>
            <dt>Size</dt>
            <dd>{formatBytes(library.sizeBytes)}</dd>
            <dt>Network</dt>
            <dd>{networkWords[network]}</dd>
          </dl>
          <div className={styles.actions}>
            <Button className="button" isPending={isBusy} onPress={onSaveFile}>
              Save as a file
            </Button>
            <OpenFileButton isBusy={isBusy} onOpen={onOpenFile} />
          </div>
        </section>
        {encoder.stage === 'ready' && <BackendStatus encoder={encoder.status} />}
      </div>
    </details>
  )
}

const networkWords: Record<Ready['network'], string> = {
  unknown: 'Not looked at; searching does not need it',
  online: 'Connected; used only to look for a newer library',
  offline: 'Offline; searching does not need it',
}
