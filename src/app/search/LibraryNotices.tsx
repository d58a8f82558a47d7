import { memo, useState } from 'react'
import { isStale } from '../../core/staleness.ts'
import { formatIsoDate } from '../format.ts'
import { messages } from '../messages/messages.ts'
import type { Ready } from '../readySession.ts'
import { pageAddress } from '../shell/usePage.ts'

/** What of the chosen libraries is not searched, by words alone, or old: no list is silently less than what it seems to be. */
export const LibraryNotices = memo(function LibraryNotices({
  libraries,
  refused,
  encoder,
}: Pick<Ready, 'libraries' | 'refused' | 'encoder'>) {
  const wordsOnly = encoder.stage === 'ready' ? encoder.status.wordsOnly : []
  const [now] = useState(() => new Date())
  return (
    <>
      {refused.map(({ id, title, reason }) => (
        <p key={id} className="note">
          <strong>{messages.libraryNotices.notSearched(title)}</strong> {messages.errors[reason.code].title}.{' '}
          {messages.errors[reason.code].explanation}{' '}
          <a href={pageAddress.libraries}>{messages.libraryNotices.check}</a>
        </p>
      ))}
      {wordsOnly.map(({ id, reason }) => (
        <p key={id} className="note">
          <strong>
            {messages.libraryNotices.wordsOnly(libraries.find((library) => library.id === id)?.title ?? '')}
          </strong>{' '}
          {reason.code === 'encoder-mismatch'
            ? messages.libraryNotices.otherModel(libraries[0]?.title ?? '')
            : messages.errors[reason.code].title + '.'}{' '}
          <a href={pageAddress.libraries}>{messages.pages.titles.libraries}</a>
        </p>
      ))}
      {libraries
        .filter((library) => isStale(library, now))
        .map(({ id, title, date }) => (
          <p key={id} className="note">
            {messages.libraryNotices.old(title, formatIsoDate(date))}{' '}
            <a href={pageAddress.libraries}>{messages.libraryNotices.lookForNewer}</a>
          </p>
        ))}
    </>
  )
})
