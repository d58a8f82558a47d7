import { useLayoutEffect, useRef } from 'react'
import { mostListed, nextLength } from '../growth.ts'
import { messages } from '../messages/messages.ts'
import type { ShownList } from '../readySession.ts'
import { focusResultInPlace } from '../shell/focus.ts'
import styles from './ResultList.module.css'

interface Props {
  shown: ShownList
  isBusy: boolean
  onShowMore(): void
}

/** Below the list: how to make it longer. The focus goes on to the first of what is added, and the window stays. */
export function MoreResults({ shown, isBusy, onShowMore }: Props) {
  const { growth, isWhole, output } = shown
  const { length } = output.hits
  const isGrowing = growth?.stage === 'running'
  const upTo = isGrowing ? growth.upTo : nextLength(shown)
  /** The length when more was asked for. */
  const asked = useRef<number>(undefined)

  useLayoutEffect(() => {
    if (asked.current === undefined || (length === asked.current && !isWhole)) return
    focusResultInPlace(Math.min(asked.current, length - 1))
    asked.current = undefined
  }, [length, isWhole])

  return (
    <div className={styles.more}>
      {upTo !== undefined && (
        <button
          type="button"
          className="button"
          disabled={isBusy}
          aria-disabled={isGrowing} // keeps the focus until there is where it goes
          onClick={() => {
            if (isGrowing) return
            asked.current = length
            onShowMore()
          }}
        >
          {messages.results.showMore(upTo)}
        </button>
      )}
      {isGrowing && <p className="soft">{messages.results.growing(length, growth.upTo)}</p>}
      {growth?.stage === 'failed' && <p role="alert">{messages.errors[growth.failure.code].title}</p>}
      {length >= mostListed && <p className="soft">{messages.results.longest(mostListed)}</p>}
      {isWhole && <p className="soft">{messages.results.whole}</p>}
    </div>
  )
}
