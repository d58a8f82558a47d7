import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { FieldError } from 'react-aria-components/FieldError'
import { Form } from 'react-aria-components/Form'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import { toSourceText, type Draft } from '../../core/draft.ts'
import type { SkipReason } from '../../core/pubmed/skip.ts'
import { formatBytes, formatCount, formatRecords } from '../format.ts'
import { FailureNote } from './FailureNote.tsx'
import type { EstimateStage } from './making.ts'
import { Meter } from './Meter.tsx'
import styles from './NewLibrary.module.css'
import { aboutTime, skipWords } from './words.ts'

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
        <Label>Title</Label>
        <Input className={styles.input ?? ''} autoComplete="off" />
        <FieldError />
      </TextField>
      <dl className={styles.facts}>
        <dt>From</dt>
        <dd>{toSourceText(draft.source)}</dd>
        <Collected draft={draft} />
        <Takes estimate={estimate} />
        <dt>Headings</dt>
        <dd>{headingWords(draft, estimate)}</dd>
      </dl>
      {estimate.stage === 'failed' && <FailureNote failure={estimate.failure} />}
      <div className={styles.actions}>
        {estimate.stage === 'failed' ? (
          <Button className="button button-primary" onPress={onRetry}>
            Try again
          </Button>
        ) : (
          <Button className="button button-primary" type="submit" isPending={estimate.stage === 'waiting'}>
            Make the library
          </Button>
        )}
        <Button className="button" onPress={onDiscard}>
          Cancel
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
      <dt>Records</dt>
      <dd>{formatRecords(account.kept)}</dd>
      {skipped.length > 0 && (
        <>
          <dt>Left out</dt>
          <dd>
            {skipped.map(([reason, count]) => `${formatCount(count)} ${skipWords[reason]}`).join(', ')}
            {examples.length > 0 && (
              <details className={styles.examples}>
                <summary>Examples</summary>
                <ul>
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
      <dt>Time</dt>
      <dd>
        <span role="status">
          {isKnown && `${aboutTime(estimate.estimate.encodeMs)} on this device, as a few records have shown`}
        </span>
        {estimate.stage === 'waiting' && !estimate.encoder && 'Trying it with a few records …'}
        {estimate.stage === 'waiting' && estimate.encoder && <Encoder {...estimate.encoder} />}
      </dd>
      {isKnown && (
        <>
          <dt>Size</dt>
          <dd>about {formatBytes(estimate.estimate.packBytes)}</dd>
        </>
      )}
    </>
  )
}

function Encoder({ doneBytes, totalBytes }: { doneBytes: number; totalBytes: number }) {
  return (
    <Meter
      label="Fetching the model that reads them"
      share={totalBytes > 0 ? doneBytes / totalBytes : 0}
      amount={`${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}`}
    />
  )
}

function headingWords({ collected }: Draft, estimate: EstimateStage): string {
  if (!collected?.hasHeadings) return 'The records have no MeSH headings'
  const from = estimate.stage === 'known' ? estimate.estimate.meshFrom : undefined
  return from === undefined
    ? 'They stay names: no library with MeSH is open that could tell where they belong'
    : `They are looked up in the MeSH of “${from}”; those that it has not stay names`
}
