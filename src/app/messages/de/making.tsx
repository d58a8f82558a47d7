import { formatCount, formatFixed } from '../../format.ts'
import type { PartMessages } from '../partMessages.ts'

export const making: PartMessages['making'] = {
  pause: 'Anhalten',
  goOn: 'Weiter',
  amount: (done, total) => `${done} von ${total}`,
  fetched: (done, total) =>
    `${formatCount(done)} von ${total === 1 ? 'einem Eintrag' : `${formatCount(total)} Einträgen`}`,
  fromPubmed: 'Von PubMed',
  waiting: (reason) => <>{reason} Nach einer Weile wird es noch einmal versucht.</>,
  aboutFetching:
    'Die NLM erlaubt drei Anfragen in der Sekunde. Was schon da ist, bleibt auf diesem Gerät gespeichert.',
  discard: 'Abbrechen und entfernen',
  discarding: 'Entfernen?',
  discardFetched: 'Das schon Geladene entfernen?',
  discardMade: 'Das schon Erstellte entfernen?',
  keep: 'Behalten',
  title: 'Titel',
  from: 'Aus',
  records: 'Einträge',
  leftOut: 'Weggelassen',
  skipped: {
    'no-pmid': 'ohne PMID',
    'bad-pmid': 'mit etwas anderem an der Stelle der PMID',
    'no-text': 'ohne Titel und Abstract',
    malformed: 'nicht als Eintrag lesbar',
    'too-large': 'zu groß zum Lesen',
    'unknown-kind': 'von einer Art, die nicht gelesen wird',
    duplicate: 'doppelt',
    'older-version': 'durch eine neuere Version ersetzt',
    deleted: 'von PubMed entfernt',
    filtered: 'herausgefiltert',
  },
  examples: 'Beispiele',
  time: 'Zeit',
  timeHere: (about) => `${about} auf diesem Gerät, nach einem Versuch mit ein paar Einträgen`,
  trying: 'Versuch mit ein paar Einträgen …',
  fetchingModel: 'Das Suchmodell, das sie liest, wird geladen',
  size: 'Größe',
  aboutSize: (size) => `etwa ${size}`,
  headings: 'Schlagwörter',
  noHeadings: 'Die Einträge haben keine MeSH-Schlagwörter',
  headingsStay:
    'Sie bleiben Namen: Keine Bibliothek mit MeSH ist offen, aus der hervorginge, wohin sie gehören',
  headingsFrom: (library) =>
    `Sie werden im MeSH von „${library}“ nachgeschlagen; die dort fehlen, bleiben Namen`,
  make: 'Bibliothek erstellen',
  gettingReady: 'Wird vorbereitet',
  steps: {
    encode: 'Die Bedeutung der Einträge wird ermittelt',
    index: 'Sie werden geordnet',
    measure: 'Die Ordnung wird geprüft',
    map: 'Die Karte wird gezeichnet',
    write: 'Die Bibliothek wird gespeichert',
  },
  perSecond: (records) => `${formatFixed(records, 1)} in der Sekunde`,
  left: (about) => `noch ${about}`,
  seconds: (count) => `etwa ${count} s`,
  minutes: (count) => `etwa ${count} min`,
  hours: (count) => `etwa ${formatFixed(count, 1)} h`,
  meanwhile: 'Sie können inzwischen suchen. Schließen Sie die Seite, so wartet es, bis Sie zurückkommen.',
  keptOnDevice: 'Was schon getan ist, bleibt auf diesem Gerät, auch wenn Sie die Seite schließen.',
  inBackground: 'Im Hintergrund erstellen',
  keptBeside: (
    <>
      Sie ist auf diesem Gerät neben den anderen gespeichert. <strong>Als Datei speichern</strong> auf der
      Seite der Bibliotheken ergibt eine Kopie für einen USB-Stick oder für jemand anders.
    </>
  ),
  impossible: 'Das ist nicht möglich',
}
