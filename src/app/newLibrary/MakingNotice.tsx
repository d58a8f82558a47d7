import { Button } from 'react-aria-components/Button'
import { formatPercent } from '../format.ts'
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
    <aside className={styles.notice} aria-label="New library">
      <span>
        <span role="status">{words}</span>
        <span className="soft numbers">{toAmount(stage)}</span>
      </span>
      {stage.step === 'done' ? (
        <Button className="button" onPress={maker.openMade}>
          Search in it
        </Button>
      ) : (
        <Button className="button" onPress={maker.show}>
          Show
        </Button>
      )}
    </aside>
  )
}

/** Of a step that lasts; the numbers are not read out at each change. */
function toWords(stage: MakingStage): string | undefined {
  switch (stage.step) {
    case 'source':
      return stage.failure && 'A new library was not begun.'
    case 'reading':
    case 'searching':
      return 'Records for a new library are being read.'
    case 'fetching':
      return 'Records for a new library are being fetched.'
    case 'found':
      return stage.failure
        ? 'Records for a new library could not be fetched.'
        : 'A new library waits for its records to be fetched.'
    case 'check':
      return `“${suggestTitle(stage.draft)}” waits to be made.`
    case 'making':
      return `“${stage.title}” is being made.`
    case 'paused':
      return `“${stage.title}” is not finished.`
    case 'done':
      return stage.isOpened ? undefined : `“${stage.title}” is ready.`
  }
}

function toAmount(stage: MakingStage): string {
  if (stage.step !== 'making' || stage.progress?.step !== 'encode') return ''
  return ` ${formatPercent(stage.progress.share)}`
}
