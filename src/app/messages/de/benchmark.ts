import type { PartMessages } from '../partMessages.ts'

export const benchmark: PartMessages['benchmark'] = {
  about:
    'Misst auf diesem Gerät, was eine Suche mit den geöffneten Bibliotheken und dem geöffneten Suchmodell braucht: mit dreißig festen Fragen und einigen Einträgen der Bibliothek, und wie viele der zehn genau nächsten der ungefähre Index findet. Das dauert etwa eine Minute, mit einem großen Suchmodell länger. Was der Computer sonst gerade tut, verschlechtert die Werte: andere Tabs und Programme, Energiesparen, ein heißer Prozessor. Zwei Messungen unterscheiden sich leicht um ein Zehntel. Wenn Sie diese Seite verlassen, endet die Messung.',
  measuring: 'Es wird gemessen …',
  measured: 'Die Werte sind da.',
  noLibrary: 'Es ist keine Bibliothek geöffnet, die gemessen werden könnte.',
  wordsOnly: 'Gesucht wird nur nach Wörtern.',
  onlyTheseMeasured: 'Daher wird nur das gemessen.',
  measure: 'Messen',
  cancel: 'Abbrechen',
  whenModelOpen: 'sobald das Suchmodell geöffnet ist',
  progress: (done, total) => `${done} von ${total}`,
  steps: {
    'warm-up': 'Aufwärmen',
    queries: 'Die festen Fragen werden gestellt',
    texts: 'Einträge der Bibliothek werden kodiert',
    searches: 'Es wird auf jede Art gesucht',
    recall: 'Ungefähre und genaue Suche werden verglichen',
    memory:
      'Der Browser wird gefragt, wie viel Speicher belegt ist: Die Antwort kann eine Minute dauern; die anderen Werte stehen unten',
  },
  unfinished: 'Der Benchmark wurde nicht beendet.',
}
