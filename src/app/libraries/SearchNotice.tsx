import type { Reason } from '../../protocol/engine.ts'
import type { UnreadableLibrary } from '../../protocol/installed.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { Session } from '../session.ts'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import styles from './LibraryItem.module.css'

/** Why a library that was chosen is not searched, or by words alone. Nothing where all is well. */
export function SearchNotice({ id, session }: { id: string; session: Session }) {
  if (session.phase !== 'ready') return null
  const { refused, encoder, library: main } = session
  const refusal = refused.find((library) => library.id === id)
  const byWords =
    encoder.stage === 'ready' ? encoder.status.wordsOnly.find((library) => library.id === id) : undefined
  const reason = refusal?.reason ?? byWords?.reason
  if (!reason) return null
  return (
    <div className={`note ${styles.note}`}>
      <p>
        <strong>
          {refusal ? partMessages.installedLibrary.notSearched : partMessages.installedLibrary.byWordsOnly}
        </strong>{' '}
        {reasonWords(reason, main.title)}
      </p>
      <TechnicalDetails failure={reason} />
    </div>
  )
}

function reasonWords({ code }: Reason, mainTitle: string): string {
  const { title, explanation, action } = messages.errors[code]
  if (code === 'encoder-mismatch') return partMessages.installedLibrary.otherModel(mainTitle)
  if (code === 'file-damaged') return `${title}. ${partMessages.installedLibrary.checkIt}`
  return `${title}. ${explanation} ${action}`
}

/** Nothing can be told of it but its name. */
export function Unreadable({ library: { reason } }: { library: UnreadableLibrary }) {
  const { title, explanation, action } = messages.errors[reason.code]
  return (
    <div className={`note ${styles.note}`}>
      <p>
        <strong>{title}.</strong> {explanation} {action}
      </p>
      <TechnicalDetails failure={reason} />
    </div>
  )
}
