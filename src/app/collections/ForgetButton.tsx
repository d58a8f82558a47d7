import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { KeptOverview } from '../../protocol/keeping.ts'
import type { Controller } from '../controller.ts'
import { eraseSite } from '../eraseSite.ts'
import { toFailure, type Failure } from '../failure.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import { keeper } from './device.ts'
import styles from './Keep.module.css'

interface Props {
  overview: KeptOverview
  controller: Controller
}

export function ForgetButton(props: Props) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button className="button button-danger" onPress={() => setAsking(true)}>
        {partMessages.forgetting.forgetAll}
      </Button>
      {isAsking && <ForgetDialog {...props} onClose={() => setAsking(false)} />}
    </>
  )
}

function ForgetDialog({ overview, controller, onClose }: Props & { onClose(): void }) {
  const { collections, searches, history } = overview
  const [isWhole, setWhole] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const records = collections.reduce((sum, { pmids }) => sum + pmids.length, 0)

  async function forget() {
    await keeper.forget()
    if (!isWhole) return onClose()
    try {
      await eraseSite(controller.workers)
    } catch (thrown) {
      setFailure(toFailure(thrown))
    }
  }

  return (
    <ModalDialog title={partMessages.forgetting.title} onClose={onClose}>
      <p>{partMessages.forgetting.whatGoes}</p>
      <ul>
        <li>{partMessages.forgetting.collections(collections.length, records)}</li>
        <li>{partMessages.forgetting.searches(searches.length)}</li>
        <li>
          {history ? partMessages.forgetting.history(history.length) : partMessages.forgetting.noHistory}
        </li>
      </ul>
      <p>{partMessages.forgetting.whatStays}</p>
      <label className={styles.kept}>
        <input type="checkbox" checked={isWhole} onChange={() => setWhole(!isWhole)} />
        {partMessages.forgetting.wholeSite}
      </label>
      {failure && (
        <div className="note">
          <div role="alert">{partMessages.forgetting.failed}</div>
          <TechnicalDetails failure={failure} />
        </div>
      )}
      <div className={styles.actions}>
        <Button className="button button-danger" onPress={() => void forget()}>
          {partMessages.forgetting.forget}
        </Button>
        <Button className="button" onPress={onClose}>
          {messages.controls.keep}
        </Button>
      </div>
    </ModalDialog>
  )
}
