import { useState, useSyncExternalStore } from 'react'
import { Button } from 'react-aria-components/Button'
import { isQuestion } from '../../core/text/question.ts'
import { messages } from '../messages/messages.ts'
import { createPart } from '../shell/part.ts'
import { PartFailure } from '../shell/PartFailure.tsx'
import { PartView } from '../shell/PartView.tsx'
import type { ComponentProps } from 'react'
import styles from './EvidencePanel.module.css'
import type { EvidencePanel } from './EvidencePanel.tsx'

export const evidencePanel = createPart(async () => (await import('./EvidencePanel.tsx')).EvidencePanel)

interface Props extends ComponentProps<typeof EvidencePanel> {
  /** Another list is on its way: it gets the encoder first. */
  isBusy: boolean
}

/** On a phone it would push the list out of sight. */
const room = matchMedia('(width >= 48rem)')
const hasRoom = () => room.matches

function subscribe(listener: () => void): () => void {
  room.addEventListener('change', listener)
  return () => room.removeEventListener('change', listener)
}

/**
 * Open by itself where the query reads like a question and the window has room for it; else it is asked for. Who has chosen, has
 * chosen for the next ones too.
 */
export function EvidenceSection({ isBusy, ...props }: Props) {
  const { query } = props.shown.output
  const [choice, setChoice] = useState<boolean>()
  const isRoomy = useSyncExternalStore(subscribe, hasRoom)
  const isOpen = choice ?? (isQuestion(query) && isRoomy)
  return (
    <section className={`${styles.panel} ${isOpen ? styles.open : ''}`} aria-labelledby="evidence-title">
      <div className={styles.head}>
        <h3 id="evidence-title">{messages.evidence.title}</h3>
        <Button className="link-button" aria-expanded={isOpen} onPress={() => setChoice(!isOpen)}>
          {isOpen ? messages.evidence.hide : messages.evidence.show}
        </Button>
      </div>
      {isOpen && !isBusy && (
        <PartView
          key={query}
          part={evidencePanel}
          props={props}
          loading={<p className={styles.progress}>{messages.controls.loading}</p>}
          failed={(failure, onRetry) => <PartFailure failure={failure} onRetry={onRetry} />}
        />
      )}
    </section>
  )
}
