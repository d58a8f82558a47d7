import type { CatalogueEntry } from '../../core/catalogue.ts'
import {
  backendNames,
  formatBytes,
  formatIsoDate,
  formatList,
  formatPercent,
  formatRecords,
} from '../format.ts'
import type { Ready } from '../readySession.ts'
import { pageAddress } from '../shell/usePage.ts'
import { BackendStatus } from './BackendStatus.tsx'
import { FileNotice } from './FileNotice.tsx'
import styles from './LibraryStatus.module.css'
import { UpdateOffer } from './UpdateOffer.tsx'

interface Props {
  ready: Ready | undefined
  /** There it tells what is offered and what becomes of a file. */
  isShelfOpen: boolean
  onUpdate(entry: CatalogueEntry): void
  onCancelFile(): void
}

/** The foot of every page: what is searched, with what, and what this is not for. */
export function LibraryStatus({ ready, isShelfOpen, onUpdate, onCancelFile }: Props) {
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        {ready && !(isShelfOpen && ready.update.stage === 'offered') && (
          <UpdateOffer update={ready.update} libraryId={ready.library.id} onUpdate={onUpdate} />
        )}
        {ready && !isShelfOpen && <FileNotice file={ready.file} onCancel={onCancelFile} />}
        {ready && <Details ready={ready} />}
        <p className={styles.words}>
          <span>Your query stays on this device.</span>{' '}
          <span>Not for diagnosis; evidence of topic, not of quality.</span>
        </p>
      </div>
    </footer>
  )
}

function Details({ ready: { libraries, encoder, network } }: { ready: Ready }) {
  return (
    <details className={styles.details}>
      <summary>
        {[
          ...summaryOf(libraries),
          encoder.stage === 'ready' ? backendNames[encoder.status.backend.name] : 'by words',
          ...(network === 'offline' ? ['offline'] : []),
        ].join(' · ')}
      </summary>
      <div className={styles.columns}>
        {libraries.map((library) => (
          <LibraryDetails key={library.id} library={library} network={network} />
        ))}
        {encoder.stage === 'ready' && <BackendStatus encoder={encoder.status} />}
      </div>
      <p className={styles.actions}>
        <a className="button" href={pageAddress.libraries}>
          Manage libraries
        </a>
        <a className="button" href={pageAddress.models}>
          Models
        </a>
        <a className="button" href={pageAddress.benchmark}>
          Benchmark
        </a>
      </p>
    </details>
  )
}

function summaryOf(libraries: Ready['libraries']): string[] {
  const [library, ...others] = libraries
  if (!library) return []
  if (others.length > 0) return [formatList(libraries.map(({ title }) => title))]
  return [library.title, formatRecords(library.records), formatIsoDate(library.date)]
}

interface DetailsProps {
  library: Ready['library']
  network: Ready['network']
}

function LibraryDetails({ library, network }: DetailsProps) {
  return (
    <section aria-label={`Library: ${library.title}`}>
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
    </section>
  )
}

const networkWords: Record<Ready['network'], string> = {
  unknown: 'Not looked at; searching does not need it',
  online: 'Connected; used only to look for a newer library',
  offline: 'Offline; searching does not need it',
}
