import { useState, type ComponentProps } from 'react'
import { Button } from 'react-aria-components/Button'
import type { PubmedRecord } from '../../core/record.ts'
import type { CallEngine } from '../engineCall.ts'
import { messages } from '../messages/messages.ts'
import { PredictedHeadings } from './PredictedHeadings.tsx'
import styles from './RecordMore.module.css'
import { SimilarArticles } from './SimilarArticles.tsx'

interface Props {
  record: PubmedRecord
  call: CallEngine
  onRead: ComponentProps<typeof SimilarArticles>['onRead']
}

/** What a record's nearest tell: headings, where it has none, and on request which they are. */
export function RecordMore({ record: { pmid, headings }, call, onRead }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <section className={styles.more}>
      {headings.length === 0 && <PredictedHeadings pmid={pmid} call={call} />}
      <Button className="button" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {messages.reader.similar}
      </Button>
      {isOpen && <SimilarArticles pmid={pmid} call={call} onRead={onRead} />}
    </section>
  )
}
