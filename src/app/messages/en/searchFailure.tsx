import type { ReactNode } from 'react'

export const searchFailure = {
  /** @param query absent where it is shown with what is wrong with it */
  noAnswer: (query: ReactNode, shownQuery: ReactNode) => (
    <>
      There is no answer to {query ?? 'it'}
      {shownQuery !== undefined && <>; below is still the answer to {shownQuery}</>}.
    </>
  ),
  here: 'here:',
  searchFor: (mended: ReactNode) => <>Search for {mended}</>,
}
