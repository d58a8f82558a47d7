import type { PartMessages } from '../partMessages.ts'

export const resultTools: PartMessages['resultTools'] = {
  label: 'Mit diesen Treffern',
  save: 'Diese Suche speichern',
  saved: 'Suche gespeichert',
  keepAll: 'Alle in eine Sammlung',
  report: 'Bericht',
}
