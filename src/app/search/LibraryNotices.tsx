import { errorText } from '../errorText.ts'
import type { Ready } from '../readySession.ts'
import { pageAddress } from '../shell/usePage.ts'

/** What of the chosen libraries is not searched, or by words alone: no list is silently a part of what it seems to be. */
export function LibraryNotices({ ready: { libraries, refused, encoder } }: { ready: Ready }) {
  const wordsOnly = encoder.stage === 'ready' ? encoder.status.wordsOnly : []
  return (
    <>
      {refused.map(({ id, title, reason }) => (
        <p key={id} className="note">
          <strong>“{title}” is not searched.</strong> {errorText[reason.code].title}.{' '}
          {errorText[reason.code].explanation} <a href={pageAddress.libraries}>Check it</a>
        </p>
      ))}
      {wordsOnly.map(({ id, reason }) => (
        <p key={id} className="note">
          <strong>
            “{libraries.find((library) => library.id === id)?.title}” is searched by words only.
          </strong>{' '}
          {reason.code === 'encoder-mismatch'
            ? `It was made with another model than “${libraries[0]?.title}”.`
            : errorText[reason.code].title + '.'}{' '}
          <a href={pageAddress.libraries}>Libraries</a>
        </p>
      ))}
    </>
  )
}
