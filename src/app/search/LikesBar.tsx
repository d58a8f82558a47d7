import { Button } from 'react-aria-components/Button'
import { messages } from '../messages/messages.ts'
import type { LikedRecord, Likes } from './likes.ts'
import styles from './LikesBar.module.css'

interface Props {
  likes: Likes
  onClear(): void
}

/** What the list is adjusted by; nothing where it is not. */
export function LikesBar({ likes: { more, less }, onClear }: Props) {
  if (more.length + less.length === 0) return null
  return (
    <section className={styles.bar} aria-label={messages.results.adjusted}>
      <div className={styles.parts}>
        <Part name={messages.results.moreLike} records={more} />
        <Part name={messages.results.lessLike} records={less} />
        <p className="soft">{messages.results.adjustedBy}</p>
      </div>
      <Button className="button" onPress={onClear}>
        {messages.results.clear}
      </Button>
    </section>
  )
}

function Part({ name, records }: { name: string; records: readonly LikedRecord[] }) {
  if (records.length === 0) return null
  return (
    <p>
      <strong>{name}</strong>{' '}
      {records.map(({ pmid, title }, place) => (
        <span key={pmid}>
          {place > 0 && '; '}
          <cite lang="en">{title}</cite>
        </span>
      ))}
    </p>
  )
}
