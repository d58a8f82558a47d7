import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { CallEngine } from '../engineCall.ts'
import { messages } from '../messages/messages.ts'
import type { ShownList } from '../readySession.ts'
import type { Evidence } from './evidence.ts'
import styles from './EvidencePanel.module.css'
import { MarkedText } from './MarkedText.tsx'
import { useEvidence } from './useEvidence.ts'

interface Props {
  shown: ShownList
  call: CallEngine
  /** Opens the record at the sentence. */
  onRead(evidence: Evidence): void
}

const firstSentences = 3
const moreSentences = 10

/** Sentences of the best records, as they stand there: nothing is written here. */
export function EvidencePanel({ shown, call, onRead }: Props) {
  const stage = useEvidence(shown, call)
  const [isMore, setMore] = useState(false)
  if (stage.stage === 'failed') return <p>{messages.evidence.failed}</p>
  const { found } = stage
  const listed = found.slice(0, isMore ? moreSentences : firstSentences)
  return (
    <>
      {stage.stage === 'reading' ? (
        <p className={styles.progress}>
          <progress aria-label={messages.evidence.reading} value={stage.done} max={stage.total} />{' '}
          {messages.evidence.read(stage.done, stage.total)}
        </p>
      ) : (
        <p className={styles.progress} role="status">
          {found.length > 0 ? messages.evidence.found : messages.evidence.noAbstract}
        </p>
      )}
      <ol className={styles.list}>
        {listed.map((evidence) => (
          <li key={`${evidence.hit.record.pmid} ${evidence.sentence.section} ${evidence.sentence.start}`}>
            <Item evidence={evidence} onRead={onRead} />
          </li>
        ))}
      </ol>
      {found.length > firstSentences && (
        <Button className="link-button" aria-expanded={isMore} onPress={() => setMore(!isMore)}>
          {isMore ? messages.evidence.fewer : messages.evidence.more}
        </Button>
      )}
    </>
  )
}

function Item({ evidence, onRead }: { evidence: Evidence; onRead: Props['onRead'] }) {
  const { hit, sentence } = evidence
  const { title, abstract, date, notices } = hit.record
  const label = abstract[sentence.section]?.label
  return (
    <>
      <blockquote className={styles.sentence} lang="en">
        <MarkedText text={sentence.text} ranges={sentence.words} />
      </blockquote>
      <p className={styles.source}>
        {notices.some(({ kind }) => kind === 'retraction') && (
          <strong>{messages.recordNotices.retraction}. </strong>
        )}
        {label && <span lang="en">{label}, </span>}
        <button type="button" className="link-button" lang="en" onClick={() => onRead(evidence)}>
          {title || hit.record.pmid}
        </button>
        {date && <span> ({date.year})</span>}
      </p>
    </>
  )
}
