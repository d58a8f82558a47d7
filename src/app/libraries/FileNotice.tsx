import { Button } from 'react-aria-components/Button'
import type { FileStage } from '../fileStage.ts'
import { formatBytes } from '../format.ts'
import { failureWords } from '../failureWords.ts'
import { messages } from '../messages/messages.ts'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import styles from './FileNotice.module.css'
import { Part } from './InstallProgress.tsx'

interface Props {
  file: FileStage
  onCancel(): void
}

/** What becomes of a library file that is opened or saved. */
export function FileNotice({ file, onCancel }: Props) {
  return (
    <>
      <p role="status" className={styles.status}>
        {statusWords(file)}
      </p>
      {file.stage === 'running' && (
        <div className={styles.running}>
          {file.progress && (
            <Part label={messages.libraryTasks.checkedAndCopied} part={file.progress} expectedBytes={0} />
          )}
          <Button className="button" onPress={onCancel}>
            {messages.libraryTasks.cancel}
          </Button>
        </div>
      )}
      {file.stage === 'failed' && <Failed {...file} />}
    </>
  )
}

function Failed({ task, name, failure }: Extract<FileStage, { stage: 'failed' }>) {
  const { title, explanation, action } = failureWords(failure)
  return (
    <div className="note">
      <div role="alert">
        <strong>{messages.libraryTasks.fileFailed[task](name)}</strong> {title}. {explanation} {action}
      </div>
      <TechnicalDetails failure={failure} />
    </div>
  )
}

function statusWords(file: FileStage): string {
  switch (file.stage) {
    case 'running':
      return messages.libraryTasks.fileRunning[file.task](file.name)
    case 'saved':
      return messages.exporting.handedOver(`${file.name} (${formatBytes(file.bytes)})`)
    default:
      return ''
  }
}
