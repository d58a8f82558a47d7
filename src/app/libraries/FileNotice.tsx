import { Button } from 'react-aria-components/Button'
import { errorText } from '../errorText.ts'
import type { FileStage, FileTask } from '../fileStage.ts'
import { formatBytes } from '../format.ts'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import styles from './FileNotice.module.css'
import { Part } from './InstallProgress.tsx'

interface Props {
  file: FileStage
  onCancel(): void
}

const runningWords: Record<FileTask, string> = { import: 'Installing', export: 'Writing' }
const failedWords: Record<FileTask, string> = {
  import: 'was not installed; nothing has changed',
  export: 'was not written',
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
          {file.progress && <Part label="Checked and copied" part={file.progress} expectedBytes={0} />}
          <Button className="button" onPress={onCancel}>
            Cancel
          </Button>
        </div>
      )}
      {file.stage === 'failed' && <Failed {...file} />}
    </>
  )
}

function Failed({ task, name, failure }: Extract<FileStage, { stage: 'failed' }>) {
  const { title, explanation, action } = errorText[failure.code]
  return (
    <div className="note">
      <div role="alert">
        <strong>
          {name} {failedWords[task]}.
        </strong>{' '}
        {title}. {explanation} {action}
      </div>
      <TechnicalDetails failure={failure} />
    </div>
  )
}

function statusWords(file: FileStage): string {
  switch (file.stage) {
    case 'running':
      return `${runningWords[file.task]} ${file.name} …`
    case 'saved':
      return `${file.name} (${formatBytes(file.bytes)}) was handed to the browser, which saves it as a download.`
    default:
      return ''
  }
}
