import { useEffect, useState } from 'react'
import type { HeadingMeeting, RecordSentences, SharedHeadings } from '../../core/evidence.ts'
import { meaningShare } from '../../core/fuse.ts'
import type { SearchHit, SearchMode } from '../../protocol/engine.ts'
import type { CallEngine } from '../engineCall.ts'
import { MarkedText } from './MarkedText.tsx'
import styles from './WhyPanel.module.css'

interface Props {
  hit: SearchHit
  query: string
  mode: SearchMode
  /** Absent until they are found. */
  sentences: RecordSentences | undefined
  /** Whether there is an encoder, without which none are looked for. */
  hasEncoder: boolean
  call: CallEngine
}

/** Why a record stands in the list. */
export function WhyPanel({ hit, query, mode, sentences, hasEncoder, call }: Props) {
  const { record } = hit
  return (
    <>
      <h4 className={styles.name}>Nearest sentence</h4>
      <Sentence
        sentences={sentences}
        record={record}
        reason={hasEncoder ? 'It is being looked for.' : 'The search model that finds it is not there yet.'}
      />
      <h4 className={styles.name}>Headings</h4>
      <Headings query={query} record={record} call={call} />
      <h4 className={styles.name}>Score</h4>
      <Score {...hit} mode={mode} />
      <p className={styles.limits}>This is evidence of topic, not of quality.</p>
    </>
  )
}

function Sentence({
  sentences,
  record: { abstract },
  reason,
}: {
  sentences: RecordSentences | undefined
  record: SearchHit['record']
  reason: string
}) {
  if (abstract.length === 0) return <p>This record has no abstract.</p>
  const nearest = sentences?.sentences[0]
  if (!nearest) return <p>{sentences ? 'Its abstract has no sentence.' : reason}</p>
  const label = abstract[nearest.section]?.label
  return (
    <blockquote className={styles.sentence}>
      {label && <span className={styles.label}>{label}: </span>}
      <MarkedText text={nearest.text} ranges={nearest.words} />{' '}
      <span className={styles.cosine}>({nearest.score.toFixed(2)})</span>
    </blockquote>
  )
}

type HeadingsStage = 'loading' | 'failed' | 'no-mesh' | SharedHeadings

function Headings({
  query,
  record: { headings },
  call,
}: {
  query: string
  record: SearchHit['record']
  call: CallEngine
}) {
  const [stage, setStage] = useState<HeadingsStage>('loading')
  useEffect(() => {
    const asking = new AbortController()
    call('shareHeadings', { query, headings }, { signal: asking.signal }).then(
      (shared) => setStage(shared ?? 'no-mesh'),
      () => {
        if (!asking.signal.aborted) setStage('failed')
      },
    )
    return () => asking.abort()
  }, [query, headings, call])

  if (headings.length === 0) return <p>This record has no headings.</p>
  if (stage === 'loading') return <p>Looking at the tree of headings …</p>
  if (stage === 'failed') return <p>The tree of headings could not be read.</p>
  if (stage === 'no-mesh') return <p>The library was made without MeSH.</p>
  const { asked, meetings } = stage
  if (asked.length === 0) return <p>Your question names no MeSH heading.</p>
  const names = asked.map(({ name }) => name).join(', ')
  if (meetings.length === 0)
    return <p>None of its headings meets those of your question in the tree: {names}.</p>
  return (
    <>
      <p>Your question names {names}.</p>
      <ul className={styles.meetings}>
        {meetings.slice(0, mostMeetings).map((meeting) => (
          <li key={meeting.own.ui}>
            <Meeting {...meeting} />
          </li>
        ))}
      </ul>
    </>
  )
}

const mostMeetings = 6

function Meeting({ own, asked, meeting, depth }: HeadingMeeting) {
  const where = depth > 0 && <span className="soft"> (depth {depth})</span>
  if (own.ui === asked.ui)
    return (
      <>
        <strong>{own.name}</strong>: the same heading{where}
      </>
    )
  if (meeting.ui === asked.ui)
    return (
      <>
        <strong>{own.name}</strong> lies below {asked.name}
        {where}
      </>
    )
  if (meeting.ui === own.ui)
    return (
      <>
        <strong>{own.name}</strong> lies above {asked.name}
        {where}
      </>
    )
  return (
    <>
      <strong>{own.name}</strong> and {asked.name} meet at <strong>{meeting.name}</strong>
      {where}
    </>
  )
}

function Score({ meaning, words, mode }: Pick<SearchHit, 'meaning' | 'words'> & { mode: SearchMode }) {
  const isFused = mode === 'both' && meaning !== undefined && words !== undefined
  return (
    <ul className={styles.meetings}>
      {meaning !== undefined && (
        <li>
          <strong>Meaning {meaning.toFixed(2)}</strong>: how near the whole record lies to your question,
          where 1 is the same
        </li>
      )}
      {words !== undefined && (
        <li>
          <strong>Words {words.toFixed(2)}</strong>: how much of your question’s words stands in it, rare ones
          counting more, where 1 is the most possible
        </li>
      )}
      {isFused && (
        <li>
          <strong>Together {(meaningShare * meaning + (1 - meaningShare) * words).toFixed(2)}</strong>:{' '}
          {Math.round(100 * meaningShare)} % meaning and {Math.round(100 * (1 - meaningShare))} % words, which
          orders the list
        </li>
      )}
    </ul>
  )
}
