import { useEffect, useEffectEvent } from 'react'
import { toFailure } from '../failure.ts'
import type { Ready } from '../readySession.ts'
import { noteAnswer } from '../report/answerTimes.ts'
import { pageAddress } from '../shell/usePage.ts'
import type { Controller } from '../controller.ts'
import { partMessages } from '../messages/partMessages.ts'
import { toAsked } from './asked.ts'
import { checkNews } from './checkNews.ts'
import { keeper } from './device.ts'
import { countNews } from './keeping.ts'
import { useKeeping } from './useKeeping.ts'

interface Props {
  ready: Ready
  controller: Controller
  isOnItsPage: boolean
}

/** Looks whether updated libraries have news of what is kept, tells of it, and writes the history where one is kept. */
export function KeepingWatch({ ready, controller, isOnItsPage }: Props) {
  const { libraries, encoder, shown } = ready
  const keeping = useKeeping()
  const editions = libraries.map(({ key }) => key).join(' ')
  const searches = keeping.overview?.searches.length ?? 0

  const check = useEffectEvent(async () => {
    const engine = controller.workers.engine()
    if (!engine) return
    const sources = { engine, libraries, hasMeaning: encoder.stage === 'ready', now: () => new Date() }
    try {
      await checkNews(keeper, sources)
    } catch (thrown) {
      // The worker is replaced when other libraries are opened: then it is looked at anew.
      const { code } = toFailure(thrown)
      if (code !== 'worker-lost' && code !== 'cancelled') throw thrown
    }
  })
  // Again when there is one more saved search, whose first answer is what later ones are compared with.
  useEffect(() => void check(), [editions, encoder.stage, searches])

  const keepHistory = useEffectEvent(() => {
    if (!shown) return
    noteAnswer(shown)
    if (keeping.overview?.history) keeper.addHistory(toAsked(shown.request, controller.likes))
  })
  useEffect(() => keepHistory(), [shown])

  const count = countNews(keeping)
  return (
    <div role="status">
      {count > 0 && !isOnItsPage && (
        <p className="note">
          <strong>{partMessages.news.updated(count)}</strong>{' '}
          <a href={pageAddress.collections}>{partMessages.news.look}</a>
        </p>
      )}
    </div>
  )
}
