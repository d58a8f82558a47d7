import type { Messages } from '../messages.ts'

export const timings: Messages['timings'] = {
  exact: 'genau',
  approximate: 'angenähert',
  byWords: 'nach Wörtern',
  question: 'Frage lesen',
  search: 'Einträge finden',
  records: 'Einträge holen',
}
