import type { Messages } from '../messages.ts'

export const encoderNotice: Messages['encoderNotice'] = {
  loading: 'Das Suchmodell wird geladen',
  wordsUntil: 'Gesucht wird nach Wörtern, bis das Suchmodell für die Bedeutung da ist.',
  wordsOnly: 'Gesucht wird nur nach Wörtern.',
  smaller: (library, size) => `Oder suchen Sie in „${library}“: Ihr Suchmodell ist kleiner (${size}).`,
  searchIn: (library) => `In „${library}“ suchen`,
  import: 'Oder sein Suchmodell importieren',
  runtime: (amount) => `Das Programm, das es ausführt, wird geladen${amount && `: ${amount}`} …`,
  amountOf: (done, total) => `${done} von ${total}`,
  encoder: 'Es wird geladen …',
  selfTest: 'Es wird mit Texten geprüft, deren Ergebnisse bekannt sind …',
  vectors: 'Die Vektoren der Bibliothek werden geöffnet …',
}
