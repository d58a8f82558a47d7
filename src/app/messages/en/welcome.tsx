import type { ReactNode } from 'react'
import { counts } from './counts.ts'

export const welcome = {
  title: 'Find literature by what it means',
  intro: (libraries: ReactNode) => (
    <>
      Write a question or a few words. They are compared by meaning and by words with {libraries}. No network
      is needed.
    </>
  ),
  library: (records: number, title: ReactNode) => (
    <>
      {counts.records(records)} of {title}
    </>
  ),
  separator: (isLast: boolean): string => (isLast ? ' and ' : ', '),
  examples: 'For example',
}
