import type { Messages } from '../messages.ts'
import { counts } from './counts.ts'

export const welcome: Messages['welcome'] = {
  title: 'Literatur finden nach dem, was sie bedeutet',
  intro: (libraries) => (
    <>
      Schreiben Sie eine Frage oder ein paar Wörter, auf Englisch wie die Einträge. Verglichen wird nach
      Bedeutung und nach Wörtern; durchsucht werden {libraries}. Ein Netz ist nicht nötig.
    </>
  ),
  library: (records, title) => (
    <>
      {counts.records(records)} aus {title}
    </>
  ),
  separator: (isLast) => (isLast ? ' und ' : ', '),
  examples: 'Zum Beispiel',
}
