import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { KeptOverview } from '../../protocol/keeping.ts'
import type { Controller } from '../controller.ts'
import { eraseSite } from '../eraseSite.ts'
import { toFailure, type Failure } from '../failure.ts'
import { formatCount, formatRecords } from '../format.ts'
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
        Forget everything
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
    <ModalDialog title="Forget everything?" onClose={onClose}>
      <p>This is deleted from this device, and cannot be brought back:</p>
      <ul>
        <li>
          collections: {formatCount(collections.length)}, with {formatRecords(records)} and all notes
        </li>
        <li>saved searches: {formatCount(searches.length)}</li>
        <li>
          {history ? `the history: ${formatCount(history.length)} searches` : 'no history: none is kept'}
        </li>
      </ul>
      <p>
        Libraries, models and settings stay, unless you choose otherwise. The description of a library that
        you have made names the search or the files that it was made of.
      </p>
      <label className={styles.kept}>
        <input type="checkbox" checked={isWhole} onChange={() => setWhole(!isWhole)} />
        Libraries, models, settings and all else of this site, too
      </label>
      {failure && (
        <div className="note">
          <div role="alert">
            Not all of it could be deleted. Delete this site’s data in the browser’s settings.
          </div>
          <TechnicalDetails failure={failure} />
        </div>
      )}
      <div className={styles.actions}>
        <Button className="button button-danger" onPress={() => void forget()}>
          Forget
        </Button>
        <Button className="button" onPress={onClose}>
          Keep it
        </Button>
      </div>
    </ModalDialog>
  )
}
