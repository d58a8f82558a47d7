import { counted } from '../counted.ts'
import type { Messages } from '../messages.ts'

export const libraryTasks: Messages['libraryTasks'] = {
  cancel: 'Abbrechen',
  running: {
    install: 'Wird installiert …',
    check: 'Wird geprüft …',
    repair: 'Wird repariert …',
    remove: 'Wird entfernt …',
  },
  done: {
    installed: 'Installiert.',
    whole: 'Geprüft: Alles ist so, wie es veröffentlicht wurde.',
    repaired: 'Repariert und geprüft: Alles ist so, wie es veröffentlicht wurde.',
  },
  failed: {
    none: '',
    install: 'Sie wurde nicht installiert; nichts hat sich geändert.',
    check: 'Sie konnte nicht geprüft werden.',
    repair: 'Sie wurde nicht repariert.',
    remove: 'Sie wurde nicht entfernt.',
  },
  amount: (done, total, share) => `${done} von ${total} · ${share}`,
  model: 'Suchmodell, das Ihre Fragen liest',
  library: 'Bibliothek',
  readAndChecked: 'Gelesen und geprüft',
  checkedAndCopied: 'Geprüft und kopiert',
  fileRunning: {
    import: (name) => `${name} wird installiert …`,
    export: (name) => `${name} wird geschrieben …`,
  },
  fileFailed: {
    import: (name) => `${name} wurde nicht installiert; nichts hat sich geändert.`,
    export: (name) => `${name} wurde nicht geschrieben.`,
  },
  installing: (title) => `${title} wird installiert`,
  notes: (records) => `${records}, kurze Texte, für diese App geschrieben und keine Publikationen.`,
  everyPart:
    'Jeder Teil wird geprüft, bevor er gespeichert wird. Nach einer Unterbrechung geht es dort weiter, wo es aufgehört hat.',
  misfit: 'Ihre Teile passen nicht zusammen.',
  damaged: (pieces, files) => `${counted(pieces, 'beschädigtes Stück', 'beschädigte Stücke')} in ${files}.`,
  repair: (size) => `Reparieren · ${size}`,
  onSite: 'Diese Website hat, was beschädigt ist.',
  newerOnSite: 'Diese Website hat nur eine neuere Version: Aktualisieren behebt den Schaden.',
  notOnSite: 'Diese Website hat sie nicht: Öffnen Sie ihre Datei noch einmal, oder entfernen Sie sie.',
  buildAgain:
    'Keine Kopie wäre besser: Bitten Sie den, der sie erstellt hat, sie neu zu erstellen, oder entfernen Sie sie.',
}
