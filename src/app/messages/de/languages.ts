import type { Messages } from '../messages.ts'

export const languages: Messages['languages'] = {
  label: 'Sprache der Seite',
  failed:
    'Sie konnte nicht geladen werden. Verbinden Sie sich mit dem Netz, laden Sie die Seite neu und wählen Sie noch einmal.',
}
