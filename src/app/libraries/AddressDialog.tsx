import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import type { DownloadProgress, SiteLibrary } from '../../protocol/address.ts'
import type { Controller } from '../controller.ts'
import { formatBytes, formatRecords } from '../format.ts'
import type { Shelf } from '../shelf.ts'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import { useTitleFocus } from '../shell/useTitleFocus.ts'
import styles from './AddressDialog.module.css'
import { AddressForm } from './AddressForm.tsx'
import { FoundView } from './FoundView.tsx'
import { Part } from './InstallProgress.tsx'
import { kindNames } from './kindNames.ts'
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
    <ModalDialog title="Install from an address" onClose={onClose}>
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
            aria-label="Looking"
            isIndeterminate
            valueLabel="Asking the site"
          />
          <Waiting words="Asking what is there …" onStop={steps.stop} />
        </>
      )
    case 'downloading':
      return (
        <>
          <Amount progress={stage.progress} />
          <Waiting words="Downloading; nothing is installed yet." onStop={steps.stop} />
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
          Cancel
        </Button>
      </div>
    </>
  )
}

function Amount({ progress }: { progress: DownloadProgress | undefined }) {
  const { doneBytes, totalBytes } = progress ?? { doneBytes: 0 }
  if (totalBytes === undefined) return <p className="numbers">{formatBytes(doneBytes)} so far</p>
  return <Part label="Downloaded" part={{ doneBytes, totalBytes }} expectedBytes={0} />
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
        A library file, {bytes === undefined ? 'of a size that its server does not tell' : formatBytes(bytes)}
      </h3>
      <p>
        Its server sends it only as a whole. It has to be downloaded before it can be told what it holds, and
        if that is interrupted it begins anew.
      </p>
      <div className={styles.actions}>
        <Button className="button button-primary" onPress={onDownload}>
          Download and look
        </Button>
        <Button className="button" onPress={onBack}>
          Another address
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
        {libraries.length > 0 ? 'What this site offers' : 'This site offers no library'}
      </h3>
      <ul className={styles.list}>
        {libraries.map(({ address, title, kind, records, bytes }) => (
          <li key={address}>
            <span>
              {title}
              <br />
              <span className="soft">
                {kindNames[kind]} · {formatRecords(records)} · {formatBytes(bytes)}
              </span>
            </span>
            <Button className="button" aria-label={`Look at ${title}`} onPress={() => onChoose(address)}>
              Look
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button className="button" onPress={onBack}>
          Another address
        </Button>
      </div>
    </>
  )
}
