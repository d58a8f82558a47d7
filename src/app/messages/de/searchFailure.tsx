import type { Messages } from '../messages.ts'

export const searchFailure: Messages['searchFailure'] = {
  noAnswer: (query, shownQuery) => (
    <>
      {query === undefined ? 'Darauf' : <>Auf {query}</>} gibt es keine Antwort
      {shownQuery !== undefined && <>; darunter steht noch die Antwort auf {shownQuery}</>}.
    </>
  ),
  here: 'hier:',
  searchFor: (mended) => <>Nach {mended} suchen</>,
}
