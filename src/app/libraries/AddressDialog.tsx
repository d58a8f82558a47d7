import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import type { DownloadProgress, SiteLibrary } from '../../protocol/address.ts'
import type { Controller } from '../controller.ts'
import { formatBytes } from '../format.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { Shelf } from '../shelf.ts'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import { useTitleFocus } from '../shell/useTitleFocus.ts'
import styles from './AddressDialog.module.css'
import { AddressForm } from './AddressForm.tsx'
import { FoundView } from './FoundView.tsx'
import { Part } from './InstallProgress.tsx'
import { useAddress, type AddressStage, type AddressSteps } from './useAddress.ts'

interface Props {
  controller: Controller
  shelf: Shelf
  onClose(): void
}

/** A library from an address: what is there is told before it is fetched. */
export function AddressDialog({ controller, shelf, onClose }: Props) {
  const steps = useAddress(controller.workers)
  const [address, setAddress] = useState('')
  const { stage } = steps
  return (
    <ModalDialog title={messages.libraries.installFromAddress} onClose={onClose}>
      {stage.stage === 'found' ? (
        <FoundView
          library={stage.library}
          shelf={shelf}
          onInstall={() => {
            onClose()
            controller.installFound(stage.place, stage.library)
          }}
          onBack={steps.stop}
        />
      ) : (
        <Step stage={stage} steps={steps} address={address} onType={setAddress} />
      )}
    </ModalDialog>
  )
}

interface StepProps {
  stage: Exclude<AddressStage, { stage: 'found' }>
  steps: AddressSteps
  address: string
  onType(address: string): void
}

function Step({ stage, steps, address, onType }: StepProps) {
  switch (stage.stage) {
    case 'asking':
      return (
        <AddressForm
          address={address}
          failure={stage.failure}
          onType={onType}
          onSubmit={() => steps.lookUp({ address })}
        />
      )
    case 'looking':
      return (
        <>
          <ProgressBar
            className="busy-bar"
            aria-label={partMessages.libraryAddress.looking}
            isIndeterminate
            valueLabel={partMessages.libraryAddress.askingSite}
          />
          <Waiting words={partMessages.libraryAddress.askingWhat} onStop={steps.stop} />
        </>
      )
    case 'downloading':
      return (
        <>
          <Amount progress={stage.progress} />
          <Waiting words={partMessages.libraryAddress.downloading} onStop={steps.stop} />
        </>
      )
    case 'whole-file':
      return (
        <WholeFile bytes={stage.bytes} onDownload={() => steps.download(stage.address)} onBack={steps.stop} />
      )
    case 'site':
      return (
        <SiteList
          libraries={stage.libraries}
          onChoose={(chosen) => steps.lookUp({ address: chosen })}
          onBack={steps.stop}
        />
      )
  }
}

function Waiting({ words, onStop }: { words: string; onStop(): void }) {
  return (
    <>
      <p role="status">{words}</p>
      <div className={styles.actions}>
        <Button className="button" autoFocus onPress={onStop}>
          {messages.libraryTasks.cancel}
        </Button>
      </div>
    </>
  )
}

function Amount({ progress }: { progress: DownloadProgress | undefined }) {
  const { doneBytes, totalBytes } = progress ?? { doneBytes: 0 }
  if (totalBytes === undefined)
    return <p className="numbers">{partMessages.libraryAddress.soFar(formatBytes(doneBytes))}</p>
  return (
    <Part label={partMessages.libraryAddress.downloaded} part={{ doneBytes, totalBytes }} expectedBytes={0} />
  )
}

interface WholeFileProps {
  bytes: number | undefined
  onDownload(): void
  onBack(): void
}

function WholeFile({ bytes, onDownload, onBack }: WholeFileProps) {
  const heading = useTitleFocus()
  return (
    <>
      <h3 className={styles.heading} ref={heading} tabIndex={-1}>
        {bytes === undefined
          ? partMessages.libraryAddress.wholeFileUnmeasured
          : partMessages.libraryAddress.wholeFile(formatBytes(bytes))}
      </h3>
      <p>{partMessages.libraryAddress.onlyWhole}</p>
      <div className={styles.actions}>
        <Button className="button button-primary" onPress={onDownload}>
          {partMessages.libraryAddress.download}
        </Button>
        <Button className="button" onPress={onBack}>
          {partMessages.libraryAddress.another}
        </Button>
      </div>
    </>
  )
}

interface SiteListProps {
  libraries: SiteLibrary[]
  onChoose(address: string): void
  onBack(): void
}

function SiteList({ libraries, onChoose, onBack }: SiteListProps) {
  const heading = useTitleFocus()
  return (
    <>
      <h3 className={styles.heading} ref={heading} tabIndex={-1}>
        {libraries.length > 0 ? partMessages.libraryAddress.offers : partMessages.libraryAddress.offersNone}
      </h3>
      <ul className={styles.list}>
        {libraries.map(({ address, title, kind, records, bytes }) => (
          <li key={address}>
            <span>
              {title}
              <br />
              <span className="soft">
                {messages.libraries.kinds[kind]} · {messages.counts.records(records)} · {formatBytes(bytes)}
              </span>
            </span>
            <Button
              className="button"
              aria-label={partMessages.libraryAddress.lookAt(title)}
              onPress={() => onChoose(address)}
            >
              {partMessages.libraryAddress.look}
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button className="button" onPress={onBack}>
          {partMessages.libraryAddress.another}
        </Button>
      </div>
    </>
  )
}
