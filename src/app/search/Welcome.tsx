import { Button } from 'react-aria-components/Button'
import { formatRecords } from '../format.ts'
import type { LibraryStatus } from '../../protocol/engine.ts'
import styles from './Welcome.module.css'

const examples = [
  'Does early mobilisation after stroke improve recovery?',
  'Anticoagulation in atrial fibrillation with chronic kidney disease',
  'How long should antibiotics be given for community-acquired pneumonia?',
  'Screening for depression after childbirth',
]

interface Props {
  /** All that are searched. */
  libraries: readonly LibraryStatus[]
  isSearching: boolean
  onAsk(question: string): void
}

export function Welcome({ libraries, isSearching, onAsk }: Props) {
  return (
    <section className={styles.welcome} aria-busy={isSearching}>
      <h2>Find literature by what it means</h2>
      <p>
        Write a question or a few words. They are compared by meaning and by words with{' '}
        {libraries.map(({ id, title, records }, place) => (
          <span key={id}>
            {place > 0 && (place === libraries.length - 1 ? ' and ' : ', ')}
            {formatRecords(records)} of <cite>{title}</cite>
          </span>
        ))}
        . No network is needed.
      </p>
      <h3 id="examples">For example</h3>
      <ul aria-labelledby="examples">
        {examples.map((question) => (
          <li key={question}>
            <Button className={styles.example ?? ''} onPress={() => onAsk(question)}>
              {question}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
