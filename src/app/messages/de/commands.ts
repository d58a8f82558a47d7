import type { Messages } from '../messages.ts'

export const commands: Messages['commands'] = {
  title: 'Befehle',
  field: 'Befehl',
  placeholder: 'Was möchten Sie tun?',
  none: 'Diesen Befehl gibt es nicht.',
  goToField: 'Zum Suchfeld gehen',
  goToPage: (title) => `${title} öffnen`,
  rankBy: {
    both: 'Nach Bedeutung und Wörtern ordnen',
    meaning: 'Nach Bedeutung ordnen',
    words: 'Nach Wörtern ordnen',
  },
  exactOn: 'Genaue Suche einschalten',
  exactOff: 'Genaue Suche ausschalten',
  closeRecord: 'Den Eintrag schließen',
  clearField: 'Das Suchfeld leeren',
  newLibrary: 'Eine neue Bibliothek erstellen',
  showKeys: 'Die Tasten zeigen',
  print: 'Diese Seite drucken',
}
