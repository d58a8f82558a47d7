import { useEffect, useEffectEvent, useState } from 'react'
import type { InstalledEncoder } from '../../protocol/encoders.ts'
import styles from '../libraries/LibraryItem.module.css'
import { TaskButton } from '../libraries/TaskButton.tsx'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { Session } from '../session.ts'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import type { ModelActions } from './modelActions.ts'
import { ModelFacts } from './ModelFacts.tsx'
import { ModelNotice } from './ModelNotice.tsx'
import type { Models } from './models.ts'
import { RemoveModelDialog } from './RemoveModelDialog.tsx'

interface Props {
  model: InstalledEncoder
  session: Session
  models: Models
  actions: ModelActions
  isBusy: boolean
  /** It has left the list, and the button that had the focus with it. */
  onGone(): void
}

export function ModelItem({ model, session, models, actions, isBusy, onGone }: Props) {
  const [isAsking, setAsking] = useState(false)
  const { key, name } = model
  const headingId = `model-${key}`
  const status = session.phase === 'ready' && session.encoder.stage === 'ready' && session.encoder.status
  const inUse = status && 'id' in model && status.id === model.id ? status : undefined
  const gone = useEffectEvent(onGone)
  useEffect(() => () => gone(), [])
  return (
    <article className={styles.item} aria-labelledby={headingId}>
      <div className={styles.head}>
        <div>
          <h4 id={headingId}>{name}</h4>
          {inUse && <p className={styles.kind}>{partMessages.models.readsQuestions}</p>}
        </div>
      </div>
      {'id' in model ? (
        <ModelFacts model={model} inUse={inUse} test={models.tests[key]} />
      ) : (
        <div className={`note ${styles.note}`}>
          <p>
            <strong>{messages.errors[model.reason.code].title}.</strong> {partMessages.models.unused}
          </p>
          <TechnicalDetails failure={model.reason} />
        </div>
      )}
      <ModelNotice modelKey={key} models={models} onCancel={actions.cancelTask} />
      <div className={styles.actions}>
        {'id' in model && (
          <>
            <TaskButton
              label={partMessages.models.runSelfTestOf(name)}
              isBusy={isBusy}
              onPress={() => actions.test(key, inUse !== undefined)}
            >
              {partMessages.models.runSelfTest}
            </TaskButton>
            <TaskButton
              label={partMessages.installedLibrary.checkNamed(name)}
              isBusy={isBusy}
              onPress={() => actions.check(key)}
            >
              {partMessages.installedLibrary.check}
            </TaskButton>
          </>
        )}
        <TaskButton
          label={partMessages.installedLibrary.removeNamed(name)}
          isBusy={isBusy}
          onPress={() => setAsking(true)}
        >
          {messages.controls.remove}
        </TaskButton>
      </div>
      {isAsking && (
        <RemoveModelDialog
          model={model}
          onRemove={() => actions.remove(key)}
          onClose={() => setAsking(false)}
        />
      )}
    </article>
  )
}
