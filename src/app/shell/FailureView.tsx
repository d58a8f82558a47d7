import { Button } from 'react-aria-components/Button'
import type { ErrorCode } from '../../core/errors.ts'
import type { Failure } from '../failure.ts'
import { failureWords } from '../failureWords.ts'
import type { FileStage } from '../fileStage.ts'
import { FileNotice } from '../libraries/FileNotice.tsx'
import { LostLibraries } from '../libraries/LostLibraries.tsx'
import { OpenFileButton } from '../libraries/OpenFileButton.tsx'
import { messages } from '../messages/messages.ts'
import { CopyButton } from './CopyButton.tsx'
import styles from './Panel.module.css'
import { TechnicalDetails } from './TechnicalDetails.tsx'

interface Props {
  failure: Failure
  file: FileStage
  onRetry(): void
  onOpenFile(file: File): void
  onCancelFile(): void
}

/** A library file brings all that is missing or damaged, without a network. */
const mendableCodes: ErrorCode[] = [
  'encoder-invalid',
  'encoder-mismatch',
  'file-damaged',
  'index-invalid',
  'library-invalid',
  'library-missing',
  'library-outdated',
  'library-unfit',
  'network',
  'not-found',
  'wrong-body',
]

export function FailureView({ failure, file, onRetry, onOpenFile, onCancelFile }: Props) {
  const { title, explanation, action } = failureWords(failure)
  return (
    <main className={styles.panel}>
      <div role="alert">
        <h2>{title}</h2>
        <p>{explanation}</p>
        <p>
          <strong>{messages.controls.whatToDo}</strong> {action}
        </p>
      </div>
      {failure.code === 'storage-unavailable' && <LostLibraries />}
      <div className={styles.actions}>
        <Button className="button button-primary" onPress={onRetry}>
          {messages.controls.tryAgain}
        </Button>
        <CopyButton text={describe(failure)}>{messages.controls.copyDetails}</CopyButton>
        {mendableCodes.includes(failure.code) && (
          <OpenFileButton isBusy={file.stage === 'running'} onOpen={onOpenFile} />
        )}
      </div>
      <FileNotice file={file} onCancel={onCancelFile} />
      <TechnicalDetails failure={failure} />
    </main>
  )
}

/** Enough to mend it by; the messages of errors hold addresses and numbers, never a query. */
function describe({ code, message }: Failure): string {
  return `BioHiCL Search\n${code}: ${message}\n${navigator.userAgent}`
}
