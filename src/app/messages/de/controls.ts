import type { Messages } from '../messages.ts'

export const controls: Messages['controls'] = {
  keep: 'Behalten',
  remove: 'Entfernen',
  tryAgain: 'Noch einmal versuchen',
  close: 'Schließen',
  loading: 'Wird geladen …',
  copied: 'Kopiert',
  notCopied: 'Nicht kopiert: Der Browser erlaubt es nicht',
  opensOutside: '(öffnet einen neuen Tab, braucht ein Netz)',
  technicalDetails: 'Technische Einzelheiten',
  copyDetails: 'Einzelheiten kopieren',
  whatToDo: 'Was Sie tun können:',
  removeTitle: (name) => `${name} entfernen?`,
}
