import { memo, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { isSameAsked } from '../../core/kept/merge.ts'
import { toAsked, toCited, toKept } from '../collections/asked.ts'
import { keeper } from '../collections/device.ts'
import { ExportMenu } from '../collections/ExportMenu.tsx'
import styles from '../collections/Keep.module.css'
import { KeepDialog } from '../collections/KeepDialog.tsx'
import { useKeeping } from '../collections/useKeeping.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { Ready, ShownList } from '../readySession.ts'
import { pageAddress } from '../shell/usePage.ts'
import type { LikesControl } from './likes.ts'

interface Props {
  shown: ShownList
  libraries: Ready['libraries']
  likes: LikesControl
}

/** What can be done with the results as a whole. Not drawn anew with each key, but with the list. */
export const ResultTools = memo(function ResultTools({
  shown: { request, output },
  libraries,
  likes,
}: Props) {
  const { overview, outcome } = useKeeping()
  const [isKeeping, setKeeping] = useState(false)
  const asked = toAsked(request, likes)
  const isSaved = overview?.searches.some((search) => isSameAsked(search.asked, asked)) ?? false
  const kept = toKept(output.hits, libraries, new Date())
  return (
    <div className={styles.tools} role="group" aria-label={partMessages.resultTools.label}>
      <Button className="button" isDisabled={isSaved} onPress={() => void keeper.saveSearch(asked)}>
        {isSaved ? partMessages.resultTools.saved : partMessages.resultTools.save}
      </Button>
      {kept.length > 0 && (
        <>
          <Button className="button" onPress={() => setKeeping(true)}>
            {partMessages.resultTools.keepAll}
          </Button>
          <ExportMenu records={kept.map(toCited)} fileName="biohicl-results" onDone={keeper.tell} />
          <a className="button" href={pageAddress.report}>
            {partMessages.resultTools.report}
          </a>
        </>
      )}
      <span role="status" className="soft">
        {outcome.kind === 'done' && outcome.words}
        {outcome.kind === 'failed' && messages.errors[outcome.failure.code].title}
      </span>
      {isKeeping && <KeepDialog records={kept} onClose={() => setKeeping(false)} />}
    </div>
  )
})
