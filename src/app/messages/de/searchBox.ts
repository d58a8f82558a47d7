import type { Messages } from '../messages.ts'

export const searchBox: Messages['searchBox'] = {
  label: 'Suche',
  placeholder: 'Fragen Sie in eigenen Worten, auf Englisch',
  staysHere: 'Ihre Suchanfrage bleibt auf diesem Gerät',
  rankBy: 'Ordnen nach',
  modes: { both: 'Beides', meaning: 'Bedeutung', words: 'Wörter' },
  exact: 'Genaue Suche',
  queryHelp: 'Abfragesprache',
}
