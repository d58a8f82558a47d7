import { Button } from 'react-aria-components/Button'
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
    <section className={styles.bar} aria-label="The list is adjusted">
      <div className={styles.parts}>
        <Part name="More like" records={more} />
        <Part name="Less like" records={less} />
        <p className="soft">Nearness in meaning is that to your question, moved by these.</p>
      </div>
      <Button className="button" onPress={onClear}>
        Clear
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
          <cite>{title}</cite>
        </span>
      ))}
    </p>
  )
}
