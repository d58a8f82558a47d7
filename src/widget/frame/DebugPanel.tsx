import type { Language } from '../../app/messages/locale.ts'
import { widgetVersion } from '../../protocol/widget.ts'
import type { FrameState } from './session.ts'
import { texts } from './texts.ts'
import styles from './Frame.module.css'

/** For whoever embeds the search and wonders what it does. In English, as what it names are names. */
export function DebugPanel({
  state: { library, answer, meaning, options, failure },
  language,
  ignored,
}: {
  state: FrameState
  language: Language
  ignored: number
}) {
  const facts: [name: string, value: string | number | undefined][] = [
    ['protocol', widgetVersion],
    ['library', library?.key],
    ['encoder', library?.encoder],
    ['meaning', meaning.stage],
    ['backend', meaning.stage === 'ready' ? meaning.backend : undefined],
    ['stage', answer?.stage],
    ['milliseconds', answer && Math.round(answer.durationMs)],
    ['failure', failure && `${failure.code}: ${failure.message}`],
    ['meaning-failure', meaning.stage === 'failed' ? meaning.failure.message : undefined],
    ['ignored-messages', ignored],
    ['options', JSON.stringify(options)],
  ]
  return (
    <section aria-label={texts[language].warnings} className={styles.debug} lang="en">
      <dl>
        {facts.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  )
}
