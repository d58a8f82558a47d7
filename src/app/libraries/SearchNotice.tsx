import type { Reason } from '../../protocol/engine.ts'
import type { UnreadableLibrary } from '../../protocol/installed.ts'
import { errorText } from '../errorText.ts'
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
        <strong>{refusal ? 'Not searched.' : 'Searched by words only.'}</strong>{' '}
        {reasonWords(reason, main.title)}
      </p>
      <TechnicalDetails failure={reason} />
    </div>
  )
}

function reasonWords({ code }: Reason, mainTitle: string): string {
  const { title, explanation, action } = errorText[code]
  if (code === 'encoder-mismatch')
    return `It was made with another model than “${mainTitle}”. To search it by meaning, switch the others off first.`
  if (code === 'file-damaged') return `${title}. Check it: what is damaged can then be repaired.`
  return `${title}. ${explanation} ${action}`
}

/** Nothing can be told of it but its name. */
export function Unreadable({ library: { reason } }: { library: UnreadableLibrary }) {
  const { title, explanation, action } = errorText[reason.code]
  return (
    <div className={`note ${styles.note}`}>
      <p>
        <strong>{title}.</strong> {explanation} {action}
      </p>
      <TechnicalDetails failure={reason} />
    </div>
  )
}
