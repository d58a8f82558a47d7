import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Author } from '../../core/record.ts'
import { formatAuthor } from '../format.ts'
import { messages } from '../messages/messages.ts'
import styles from './AuthorList.module.css'

const firstAuthors = 10

export function AuthorList({ authors }: { authors: Author[] }) {
  const [isWhole, setWhole] = useState(authors.length <= firstAuthors)
  const listed = isWhole ? authors : authors.slice(0, firstAuthors)
  if (authors.length === 0) return null
  return (
    <p className={styles.authors}>
      {listed.map(formatAuthor).join(', ')}
      {authors.length > firstAuthors && (
        <>
          {isWhole ? ' ' : ' … '}
          <Button className="link-button" aria-expanded={isWhole} onPress={() => setWhole(!isWhole)}>
            {isWhole ? messages.reader.fewerAuthors : messages.reader.allAuthors(authors.length)}
          </Button>
        </>
      )}
    </p>
  )
}
