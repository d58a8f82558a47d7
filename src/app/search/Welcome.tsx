import { Button } from 'react-aria-components/Button'
import { messages } from '../messages/messages.ts'
import type { LibraryStatus } from '../../protocol/engine.ts'
import styles from './Welcome.module.css'

/** In the language of what is searched. */
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
      <h2>{messages.welcome.title}</h2>
      <p>
        {messages.welcome.intro(
          libraries.map(({ id, title, records }, place) => (
            <span key={id}>
              {place > 0 && messages.welcome.separator(place === libraries.length - 1)}
              {messages.welcome.library(records, <cite>{title}</cite>)}
            </span>
          )),
        )}
      </p>
      <h3 id="examples">{messages.welcome.examples}</h3>
      <ul aria-labelledby="examples" lang="en">
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
