import { Button } from 'react-aria-components/Button'
import type { Catalogue, CatalogueEntry } from '../../core/catalogue.ts'
import type { Failure } from '../failure.ts'
import type { FileStage } from '../fileStage.ts'
import { formatBytes } from '../format.ts'
import { messages } from '../messages/messages.ts'
import panel from '../shell/Panel.module.css'
import { FileNotice } from './FileNotice.tsx'
import styles from './FirstRun.module.css'
import { LostLibraries } from './LostLibraries.tsx'
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
      <h2>{messages.firstRun.title}</h2>
      <LostLibraries />
      <p>{messages.firstRun.about}</p>
      {libraries.length > 0 ? (
        <ul className={styles.list}>
          {libraries.map((entry) => (
            <li key={entry.id}>
              <div>
                <h3>{entry.title}</h3>
                <p className="soft">
                  {messages.libraries.kinds[entry.kind]} · {messages.counts.records(entry.records)} ·{' '}
                  {messages.libraries.toDownload(formatBytes(entry.libraryBytes + entry.encoderBytes))}
                </p>
              </div>
              <Button
                className="button button-primary"
                aria-label={messages.libraries.installNamed(entry.title)}
                isDisabled={isBusy}
                onPress={() => onInstall(entry)}
              >
                {messages.libraries.install}
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <NoLibraries failure={failure} onRetry={onRetry} />
      )}
      <section aria-label={messages.firstRun.fromFile}>
        <h3 className={styles.fromFile}>{messages.firstRun.fromFile}</h3>
        <p>{messages.firstRun.aboutFiles}</p>
        <OpenFileButton isBusy={isBusy} onOpen={onOpenFile} />
        <FileNotice file={file} onCancel={onCancelFile} />
      </section>
      {libraries.length > 0 && (
        <section aria-label={messages.firstRun.ofYourOwn}>
          <h3 className={styles.fromFile}>{messages.firstRun.ofYourOwn}</h3>
          <p>{messages.firstRun.aboutMaking}</p>
          <Button className="button" onPress={onMake}>
            {messages.pages.newLibrary}
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
        <strong>{failure ? messages.errors[failure.code].title : messages.firstRun.noOffer}.</strong>{' '}
        {failure ? messages.firstRun.noList : messages.firstRun.nothingHere}
      </div>
      <p>{messages.firstRun.forOperators}</p>
      <div className={panel.actions}>
        <Button className="button button-primary" onPress={onRetry}>
          {messages.controls.tryAgain}
        </Button>
      </div>
    </>
  )
}
