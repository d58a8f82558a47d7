import { Button } from 'react-aria-components/Button'
import { formatPercent } from '../format.ts'
import { messages } from '../messages/messages.ts'
import type { Maker } from './maker.ts'
import { suggestTitle, type Making, type MakingStage } from './making.ts'
import styles from './MakingNotice.module.css'

interface Props {
  making: Making
  maker: Maker
}

/** While its window is closed: that a library is being made, waits, or is ready. */
export function MakingNotice({ making: { isShown, stage }, maker }: Props) {
  const words = isShown ? undefined : toWords(stage)
  if (!words) return null
  return (
    <aside className={styles.notice} aria-label={messages.pages.newLibrary}>
      <span>
        <span role="status">{words}</span>
        <span className="soft numbers">{toAmount(stage)}</span>
      </span>
      {stage.step === 'done' ? (
        <Button className="button" onPress={maker.openMade}>
          {messages.makingNotice.searchIn}
        </Button>
      ) : (
        <Button className="button" onPress={maker.show}>
          {messages.makingNotice.show}
        </Button>
      )}
    </aside>
  )
}

/** Of a step that lasts; the numbers are not read out at each change. */
function toWords(stage: MakingStage): string | undefined {
  switch (stage.step) {
    case 'source':
      return stage.failure && messages.makingNotice.notBegun
    case 'columns':
      return messages.makingNotice.columnsAsked
    case 'reading':
    case 'searching':
      return messages.makingNotice.reading
    case 'fetching':
      return messages.makingNotice.fetching
    case 'found':
      return stage.failure ? messages.makingNotice.notFetched : messages.makingNotice.toBeFetched
    case 'check':
      return messages.makingNotice.toBeMade(suggestTitle(stage.draft))
    case 'making':
      return messages.makingNotice.beingMade(stage.title)
    case 'paused':
      return messages.makingNotice.unfinished(stage.title)
    case 'done':
      return stage.isOpened ? undefined : messages.makingNotice.ready(stage.title)
  }
}

function toAmount(stage: MakingStage): string {
  if (stage.step !== 'making' || stage.progress?.step !== 'encode') return ''
  return ` ${formatPercent(stage.progress.share)}`
}
