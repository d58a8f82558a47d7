import { useId, useState, type ComponentProps } from 'react'
import { messages } from '../messages/messages.ts'
import { createPart } from '../shell/part.ts'
import { PartFailure } from '../shell/PartFailure.tsx'
import { PartView } from '../shell/PartView.tsx'
import styles from './CardActions.module.css'
import type { Liking } from './likes.ts'
import type { WhyPanel } from './WhyPanel.tsx'

export const whyPanel = createPart(async () => (await import('./WhyPanel.tsx')).WhyPanel)

interface Props {
  why: ComponentProps<typeof WhyPanel>
  canLike: boolean
  liking: Liking | undefined
  onLike(as: Liking): void
}

/**
 * What one can do with a result beside opening it. The platform's own buttons: lists have a thousand cards, and React Aria's cost
 * more to make and to take away than all else of a card.
 */
export function CardActions({ why, canLike, liking, onLike }: Props) {
  const [isOpen, setOpen] = useState(false)
  const panelId = useId()
  return (
    <>
      <div className={styles.actions}>
        <button
          type="button"
          className="link-button"
          aria-expanded={isOpen}
          aria-controls={panelId}
          onClick={() => setOpen(!isOpen)}
        >
          {messages.card.why}
        </button>
        {canLike && (
          <>
            <button
              type="button"
              className={likeClass(liking === 'more')}
              aria-pressed={liking === 'more'}
              onClick={() => onLike('more')}
            >
              {messages.card.moreLike}
            </button>
            <button
              type="button"
              className={likeClass(liking === 'less')}
              aria-pressed={liking === 'less'}
              onClick={() => onLike('less')}
            >
              {messages.card.lessLike}
            </button>
          </>
        )}
      </div>
      <div id={panelId} className={styles.panel} hidden={!isOpen}>
        {isOpen && (
          <PartView
            part={whyPanel}
            props={why}
            loading={<p>{messages.controls.loading}</p>}
            failed={(failure, onRetry) => <PartFailure failure={failure} onRetry={onRetry} />}
          />
        )}
      </div>
    </>
  )
}

const likeClass = (isChosen: boolean) => `link-button ${isChosen ? styles.chosen : ''}`
