import { Button } from 'react-aria-components/Button'
import type { Catalogue, CatalogueEntry } from '../../core/catalogue.ts'
import { errorText } from '../errorText.ts'
import type { Failure } from '../failure.ts'
import type { FileStage } from '../fileStage.ts'
import { formatBytes, formatRecords } from '../format.ts'
import panel from '../shell/Panel.module.css'
import { FileNotice } from './FileNotice.tsx'
import styles from './FirstRun.module.css'
import { kindNames } from './kindNames.ts'
import { OpenFileButton } from './OpenFileButton.tsx'

interface Props {
  catalogue: Catalogue
  /** Why the catalogue could not be read, if it could not. */
  failure?: Failure
  file: FileStage
  onInstall(entry: CatalogueEntry): void
  onRetry(): void
  onOpenFile(file: File): void
  onCancelFile(): void
  onMake(): void
}

export function FirstRun(props: Props) {
  const { catalogue, failure, file, onInstall, onRetry, onOpenFile, onCancelFile, onMake } = props
  const { libraries } = catalogue
  const isBusy = file.stage === 'running'
  return (
    <main className={panel.panel}>
      <h2>Choose a library</h2>
      <p>
        A library is a collection of records that is kept on this device, with the model that reads your
        questions. Once it is installed, searching needs no network, and what you type never leaves the
        device.
      </p>
      {libraries.length > 0 ? (
        <ul className={styles.list}>
          {libraries.map((entry) => (
            <li key={entry.id}>
              <div>
                <h3>{entry.title}</h3>
                <p className="soft">
                  {kindNames[entry.kind]} · {formatRecords(entry.records)} ·{' '}
                  {formatBytes(entry.libraryBytes + entry.encoderBytes)} to download
                </p>
              </div>
              <Button
                className="button button-primary"
                aria-label={`Install ${entry.title}`}
                isDisabled={isBusy}
                onPress={() => onInstall(entry)}
              >
                Install
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <NoLibraries failure={failure} onRetry={onRetry} />
      )}
      <section aria-label="From a file">
        <h3 className={styles.fromFile}>From a file</h3>
        <p>
          A library can also come as a file, from a USB stick for example; that needs no network. Such files
          end in <code>.biohicl</code>. Open one here, or drop it on the page.
        </p>
        <OpenFileButton isBusy={isBusy} onOpen={onOpenFile} />
        <FileNotice file={file} onCancel={onCancelFile} />
      </section>
      {libraries.length > 0 && (
        <section aria-label="Of your own">
          <h3 className={styles.fromFile}>Of your own</h3>
          <p>
            Records that you have as files, or that a PubMed search finds, can be made into a library on this
            device. The model that reads them comes from this site first.
          </p>
          <Button className="button" onPress={onMake}>
            New library
          </Button>
        </section>
      )}
    </main>
  )
}

function NoLibraries({ failure, onRetry }: { failure: Failure | undefined; onRetry(): void }) {
  return (
    <>
      <div className="note" role="alert">
        <strong>{failure ? errorText[failure.code].title : 'This site offers no library yet'}.</strong>{' '}
        {failure
          ? 'The list of libraries could not be fetched. Connect to the network once; after that it is not needed. Or open a library file.'
          : 'Whoever runs it has not put one here.'}
      </div>
      <p>
        If you run this site yourself, build a library with <code>npm run library -- build</code> and reload
        the page.
      </p>
      <div className={panel.actions}>
        <Button className="button button-primary" onPress={onRetry}>
          Try again
        </Button>
      </div>
    </>
  )
}
