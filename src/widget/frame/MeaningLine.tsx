import { formatBytes } from '../../app/format.ts'
import { isInMemory } from '../../app/memory.ts'
import type { Language } from '../../app/messages/locale.ts'
import type { FrameSession, FrameState } from './session.ts'
import { texts } from './texts.ts'
import styles from './Frame.module.css'

interface Props {
  session: FrameSession
  state: FrameState
  language: Language
}

/** Searching by meaning: what it costs, how far it is, what became of it. Below the list, which it does not move. */
export function MeaningLine({ session, state: { meaning, isBetterToCome, text }, language }: Props) {
  const t = texts[language]
  switch (meaning.stage) {
    case 'none':
      return null
    case 'offered':
      return (
        <div className={styles.meaning}>
          <button type="button" onClick={() => session.addMeaning()}>
            {t.addMeaning(formatBytes(meaning.bytes))}
          </button>
          {meaning.mayAsk && (
            <button type="button" onClick={() => session.addMeaning('app')}>
              {t.useInstalled}
            </button>
          )}
          <span>{isInMemory.get() ? t.meaningCostInMemory : t.meaningCost}</span>
        </div>
      )
    case 'loading': {
      const { doneBytes, totalBytes } = meaning
      const isFetching = totalBytes > 0 && doneBytes < totalBytes
      return (
        <div className={styles.meaning}>
          <label>
            {isFetching ? t.fetchingMeaning : t.openingMeaning}{' '}
            <progress {...(isFetching && { value: doneBytes, max: totalBytes })} />
          </label>
          <button type="button" onClick={session.cancelMeaning}>
            {t.cancel}
          </button>
        </div>
      )
    }
    case 'failed':
      return (
        <div className={styles.meaning} role="alert">
          <span>
            {t.meaningFailures[meaning.failure.code] ?? t.failures[meaning.failure.code] ?? t.meaningFailure}{' '}
            {t.byWords}
          </span>
          <button type="button" onClick={() => session.addMeaning(meaning.from)}>
            {t.retry}
          </button>
          <button type="button" onClick={session.cancelMeaning}>
            {t.cancel}
          </button>
        </div>
      )
    case 'ready':
      return (
        <div className={styles.meaning}>
          <span role="status">{t.meaningReady}</span>
          {isBetterToCome && (
            <button type="button" onClick={() => void session.search(text).catch(() => {})}>
              {t.showBetter}
            </button>
          )}
        </div>
      )
  }
}
