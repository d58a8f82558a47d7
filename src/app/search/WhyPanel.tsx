import { useEffect, useState, type ReactNode } from 'react'
import type { HeadingMeeting, HeadingName, RecordSentences, SharedHeadings } from '../../core/evidence.ts'
import { meaningShare } from '../../core/fuse.ts'
import type { SearchHit, SearchMode } from '../../protocol/engine.ts'
import type { CallEngine } from '../engineCall.ts'
import { formatFixed } from '../format.ts'
import { partMessages } from '../messages/partMessages.ts'
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
      <h4 className={styles.name}>{partMessages.why.sentence}</h4>
      <Sentence
        sentences={sentences}
        record={record}
        reason={hasEncoder ? partMessages.why.sentenceSought : partMessages.why.sentenceWithoutModel}
      />
      <h4 className={styles.name}>{partMessages.why.headings}</h4>
      <Headings query={query} record={record} call={call} />
      <h4 className={styles.name}>{partMessages.why.score}</h4>
      <Score {...hit} mode={mode} />
      <p className={styles.limits}>{partMessages.why.limits}</p>
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
  if (abstract.length === 0) return <p>{partMessages.why.noAbstract}</p>
  const nearest = sentences?.sentences[0]
  if (!nearest) return <p>{sentences ? partMessages.why.noSentence : reason}</p>
  const label = abstract[nearest.section]?.label
  return (
    <blockquote className={styles.sentence} lang="en">
      {label && <span className={styles.label}>{label}: </span>}
      <MarkedText text={nearest.text} ranges={nearest.words} />{' '}
      <span className={styles.cosine}>({formatFixed(nearest.score, 2)})</span>
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

  if (headings.length === 0) return <p>{partMessages.why.noHeadings}</p>
  if (stage === 'loading') return <p>{partMessages.why.treeSought}</p>
  if (stage === 'failed') return <p>{partMessages.why.treeFailed}</p>
  if (stage === 'no-mesh') return <p>{partMessages.why.noMesh}</p>
  const { asked, meetings } = stage
  if (asked.length === 0) return <p>{partMessages.why.noneAsked}</p>
  const names = <span lang="en">{asked.map(({ name }) => name).join(', ')}</span>
  if (meetings.length === 0) return <p>{partMessages.why.noneMeets(names)}</p>
  return (
    <>
      <p>{partMessages.why.asked(names)}</p>
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
  return (
    <>
      {describeMeeting(own, asked, meeting)}
      {depth > 0 && <span className="soft"> {partMessages.why.depth(depth)}</span>}
    </>
  )
}

function describeMeeting(own: HeadingName, asked: HeadingName, meeting: HeadingName): ReactNode {
  const ownName = <strong lang="en">{own.name}</strong>
  const askedName = <span lang="en">{asked.name}</span>
  if (own.ui === asked.ui) return partMessages.why.same(ownName)
  if (meeting.ui === asked.ui) return partMessages.why.below(ownName, askedName)
  if (meeting.ui === own.ui) return partMessages.why.above(ownName, askedName)
  return partMessages.why.meet(ownName, askedName, <strong lang="en">{meeting.name}</strong>)
}

function Score({ meaning, words, mode }: Pick<SearchHit, 'meaning' | 'words'> & { mode: SearchMode }) {
  const isFused = mode === 'both' && meaning !== undefined && words !== undefined
  return (
    <ul className={styles.meetings}>
      {meaning !== undefined && <li>{partMessages.why.meaning(meaning)}</li>}
      {words !== undefined && <li>{partMessages.why.words(words)}</li>}
      {isFused && (
        <li>
          {partMessages.why.together(meaningShare * meaning + (1 - meaningShare) * words, meaningShare)}
        </li>
      )}
    </ul>
  )
}
