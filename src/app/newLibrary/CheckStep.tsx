import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { FieldError } from 'react-aria-components/FieldError'
import { Form } from 'react-aria-components/Form'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import { toSourceText, type Draft } from '../../core/draft.ts'
import type { SkipReason } from '../../core/pubmed/skip.ts'
import { formatBytes, formatCount } from '../format.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import { FailureNote } from './FailureNote.tsx'
import type { EstimateStage } from './making.ts'
import { Meter } from './Meter.tsx'
import styles from './NewLibrary.module.css'
import { aboutTime } from './words.ts'

interface Props {
  draft: Draft
  estimate: EstimateStage
  suggestedTitle: string
  onMake(title: string): void
  onRetry(): void
  onDiscard(): void
}

/** What there is, what was left out, and what making it will take: before it begins. */
export function CheckStep({ draft, estimate, suggestedTitle, onMake, onRetry, onDiscard }: Props) {
  const [title, setTitle] = useState(suggestedTitle)

  function submit(event: { preventDefault(): void }) {
    event.preventDefault()
    if (estimate.stage === 'known') onMake(title.trim())
  }

  return (
    <Form onSubmit={submit}>
      <TextField className={styles.field ?? ''} isRequired maxLength={200} value={title} onChange={setTitle}>
        <Label>{partMessages.making.title}</Label>
        <Input className={styles.input ?? ''} autoComplete="off" />
        <FieldError />
      </TextField>
      <dl className={styles.facts}>
        <dt>{partMessages.making.from}</dt>
        <dd>{toSourceText(draft.source)}</dd>
        <Collected draft={draft} />
        <Takes estimate={estimate} />
        <dt>{partMessages.making.headings}</dt>
        <dd>{headingWords(draft, estimate)}</dd>
      </dl>
      {estimate.stage === 'failed' && <FailureNote failure={estimate.failure} />}
      <div className={styles.actions}>
        {estimate.stage === 'failed' ? (
          <Button className="button button-primary" onPress={onRetry}>
            {messages.controls.tryAgain}
          </Button>
        ) : (
          <Button className="button button-primary" type="submit" isPending={estimate.stage === 'waiting'}>
            {partMessages.making.make}
          </Button>
        )}
        <Button className="button" onPress={onDiscard}>
          {messages.libraryTasks.cancel}
        </Button>
      </div>
    </Form>
  )
}

function Collected({ draft: { collected } }: { draft: Draft }) {
  if (!collected) return null
  const { account, examples } = collected
  const skipped = Object.entries(account.skipped) as [SkipReason, number][]
  return (
    <>
      <dt>{partMessages.making.records}</dt>
      <dd>{messages.counts.records(account.kept)}</dd>
      {skipped.length > 0 && (
        <>
          <dt>{partMessages.making.leftOut}</dt>
          <dd>
            {skipped
              .map(([reason, count]) => `${formatCount(count)} ${partMessages.making.skipped[reason]}`)
              .join(', ')}
            {examples.length > 0 && (
              <details className={styles.examples}>
                <summary>{partMessages.making.examples}</summary>
                <ul lang="en">
                  {examples.map((example) => (
                    <li key={example}>{example}</li>
                  ))}
                </ul>
              </details>
            )}
          </dd>
        </>
      )}
    </>
  )
}

function Takes({ estimate }: { estimate: EstimateStage }) {
  const isKnown = estimate.stage === 'known'
  return (
    <>
      <dt>{partMessages.making.time}</dt>
      <dd>
        <span role="status">
          {isKnown && partMessages.making.timeHere(aboutTime(estimate.estimate.encodeMs))}
        </span>
        {estimate.stage === 'waiting' && !estimate.encoder && partMessages.making.trying}
        {estimate.stage === 'waiting' && estimate.encoder && <Encoder {...estimate.encoder} />}
      </dd>
      {isKnown && (
        <>
          <dt>{partMessages.making.size}</dt>
          <dd>{partMessages.making.aboutSize(formatBytes(estimate.estimate.packBytes))}</dd>
        </>
      )}
    </>
  )
}

function Encoder({ doneBytes, totalBytes }: { doneBytes: number; totalBytes: number }) {
  return (
    <Meter
      label={partMessages.making.fetchingModel}
      share={totalBytes > 0 ? doneBytes / totalBytes : 0}
      amount={partMessages.making.amount(formatBytes(doneBytes), formatBytes(totalBytes))}
    />
  )
}

function headingWords({ collected }: Draft, estimate: EstimateStage): string {
  if (!collected?.hasHeadings) return partMessages.making.noHeadings
  const from = estimate.stage === 'known' ? estimate.estimate.meshFrom : undefined
  return from === undefined ? partMessages.making.headingsStay : partMessages.making.headingsFrom(from)
}
