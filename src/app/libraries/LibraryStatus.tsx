import { memo, useSyncExternalStore } from 'react'
import type { CatalogueEntry } from '../../core/catalogue.ts'
import { backendNames, formatBytes, formatIsoDate, formatList, formatPercent } from '../format.ts'
import { messages } from '../messages/messages.ts'
import { appFiles } from '../offline/appFiles.ts'
import { NewAppOffer } from '../offline/NewAppOffer.tsx'
import { isProven, proof } from '../offline/proof.ts'
import type { Ready } from '../readySession.ts'
import { LanguageChoice } from '../shell/LanguageChoice.tsx'
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
  const app = useSyncExternalStore(appFiles.subscribe, appFiles.get)
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        {app === 'new-version' && <NewAppOffer />}
        {ready && !(isShelfOpen && ready.update.stage === 'offered') && (
          <UpdateOffer update={ready.update} libraryId={ready.library.id} onUpdate={onUpdate} />
        )}
        {ready && !isShelfOpen && <FileNotice file={ready.file} onCancel={onCancelFile} />}
        {ready && <Details libraries={ready.libraries} encoder={ready.encoder} network={ready.network} />}
        <p className={styles.words}>
          <span>{messages.footer.privacy}</span> <span>{messages.footer.purpose}</span>
        </p>
        <LanguageChoice />
      </div>
    </footer>
  )
}

/** Not drawn anew with each key. */
const Details = memo(function Details({
  libraries,
  encoder,
  network,
}: Pick<Ready, 'libraries' | 'encoder' | 'network'>) {
  const lastProof = useSyncExternalStore(proof.subscribe, proof.get)
  return (
    <details className={styles.details}>
      <summary>
        {[
          ...summaryOf(libraries),
          encoder.stage === 'ready' ? backendNames[encoder.status.backend.name] : messages.footer.byWords,
          ...(isProven(lastProof, { libraries, encoder }) ? [messages.footer.readyOffline] : []),
          ...(network === 'offline' ? [messages.footer.offline] : []),
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
          {messages.footer.manageLibraries}
        </a>
        <a className="button" href={pageAddress.offline}>
          {messages.pages.titles.offline}
        </a>
        <a className="button" href={pageAddress.models}>
          {messages.pages.titles.models}
        </a>
        <a className="button" href={pageAddress.benchmark}>
          {messages.pages.titles.benchmark}
        </a>
      </p>
    </details>
  )
})

function summaryOf(libraries: Ready['libraries']): string[] {
  const [library, ...others] = libraries
  if (!library) return []
  if (others.length > 0) return [formatList(libraries.map(({ title }) => title))]
  return [library.title, messages.counts.records(library.records), formatIsoDate(library.date)]
}

interface DetailsProps {
  library: Ready['library']
  network: Ready['network']
}

function LibraryDetails({ library, network }: DetailsProps) {
  const words = messages.footer
  return (
    <section aria-label={words.libraryNamed(library.title)}>
      <h2>{words.library}</h2>
      <dl>
        <dt>{words.title}</dt>
        <dd>{library.title}</dd>
        <dt>{words.records}</dt>
        <dd>{messages.counts.records(library.records)}</dd>
        <dt>{words.date}</dt>
        <dd>{formatIsoDate(library.date)}</dd>
        <dt>{words.source}</dt>
        <dd>{library.source}</dd>
        <dt>{words.licence}</dt>
        <dd>{library.licence}</dd>
        {library.meshYear !== null && (
          <>
            <dt>MeSH</dt>
            <dd>{library.meshYear}</dd>
          </>
        )}
        <dt>Recall@10</dt>
        <dd>{words.recall(formatPercent(library.recallAt10))}</dd>
        <dt>{words.size}</dt>
        <dd>{formatBytes(library.sizeBytes)}</dd>
        <dt>{words.network}</dt>
        <dd>{words.networks[network]}</dd>
      </dl>
    </section>
  )
}
