import type { Messages } from '../messages.ts'

export const errors: Messages['errors'] = {
  'address-invalid': {
    title: 'Von einer solchen Adresse wird nichts geladen',
    explanation: 'Sie muss mit https:// beginnen und darf weder Namen noch Passwort enthalten.',
    action: 'Prüfen Sie die Adresse.',
  },
  'backend-lost': {
    title: 'Der Grafikprozessor hat aufgehört zu arbeiten',
    explanation:
      'Sein Treiber wurde neu gestartet, oder er hat eine Minute lang nicht geantwortet; das Suchmodell lief auf ihm.',
    action:
      'Versuchen Sie es noch einmal: WebAssembly tritt an seine Stelle, bis diese Seite neu geöffnet wird.',
  },
  'backend-unavailable': {
    title: 'Dieser Browser kann das Suchmodell nicht ausführen',
    explanation: 'Weder WebGPU noch WebAssembly ist hier verfügbar, oder beide wurden verweigert.',
    action:
      'Verwenden Sie eine aktuelle Version von Chrome, Edge, Firefox oder Safari, und erlauben Sie WebAssembly, falls es abgeschaltet ist.',
  },
  cancelled: {
    title: 'Abgebrochen',
    explanation: 'Sie oder die Seite haben dies beendet, bevor es fertig war. Nichts ist verloren.',
    action: 'Versuchen Sie es noch einmal, wann Sie möchten.',
  },
  'crash-loop': {
    title: 'Diese Seite wurde mehr als einmal beendet, während sie öffnete',
    explanation:
      'Woran das lag, wird darum nicht mehr von selbst geöffnet. Meist braucht ein Suchmodell oder eine Bibliothek mehr Arbeitsspeicher, als da ist.',
    action:
      'Schließen Sie andere Tabs und Programme und versuchen Sie es noch einmal: Dann wird alles geöffnet.',
  },
  'encoder-invalid': {
    title: 'Das Suchmodell ist nicht verwendbar',
    explanation: 'Das installierte Modell tut nicht, was seine Beschreibung sagt.',
    action:
      'Versuchen Sie noch einmal, es zu installieren. Hilft das nicht, so wenden Sie sich an den Betreiber dieser Website.',
  },
  'encoder-mismatch': {
    title: 'Bibliothek und Suchmodell gehören nicht zusammen',
    explanation:
      'Die Bibliothek wurde mit einem anderen Modell erstellt; auf die Nähe in der Bedeutung wäre kein Verlass.',
    action: 'Installieren Sie die Bibliothek neu; ihr eigenes Modell kommt mit.',
  },
  'encoder-missing': {
    title: 'Das Suchmodell ist nicht installiert',
    explanation: 'Die Bibliothek ist da, das Modell, das Ihre Frage liest, nicht.',
    action:
      'Verbinden Sie sich einmal mit dem Netz und versuchen Sie es noch einmal, oder öffnen Sie eine Bibliotheksdatei, die das Modell mitbringt.',
  },
  'file-damaged': {
    title: 'Eine Datei ist beschädigt',
    explanation:
      'Was empfangen oder gespeichert wurde, ist nicht das, was mit der Bibliothek veröffentlicht wurde, und wird deshalb nicht verwendet.',
    action:
      'Versuchen Sie es noch einmal: Nur der beschädigte Teil wird neu geladen. Bleibt es dabei, so wenden Sie sich an den Betreiber dieser Website. Eine Bibliotheksdatei muss neu kopiert werden.',
  },
  'index-invalid': {
    title: 'Der Index der Bibliothek ist beschädigt',
    explanation: 'Der Index passt nicht zur Bibliothek; der Suche könnten Einträge entgehen.',
    action: 'Installieren Sie die Bibliothek neu.',
  },
  'input-invalid': {
    title: 'Die Datei kann nicht gelesen werden',
    explanation: 'Sie endet zu früh, oder sie hat nicht das Format, das sie haben sollte.',
    action: 'Prüfen Sie die Datei, oder exportieren Sie sie dort, woher sie kam, noch einmal.',
  },
  'insecure-context': {
    title: 'Die Verbindung zu dieser Website ist nicht sicher',
    explanation: 'Ohne HTTPS lässt der Browser die Seite nicht prüfen, was sie empfängt.',
    action: 'Öffnen Sie die Website über ihre https://-Adresse.',
  },
  'install-blocked': {
    title: 'Ein anderer Tab installiert gerade',
    explanation: 'Das kann immer nur einer, und er gibt seit einer halben Minute kein Lebenszeichen.',
    action: 'Gehen Sie zu diesem Tab oder schließen Sie ihn, und versuchen Sie es noch einmal.',
  },
  'install-elsewhere': {
    title: 'Ein anderer Tab hat übernommen',
    explanation: 'Immer nur einer kann installieren. Was schon da war, bleibt.',
    action: 'Versuchen Sie es noch einmal, wenn der andere Tab fertig ist.',
  },
  internal: {
    title: 'In der App ist etwas schiefgegangen',
    explanation: 'Das ist ein Fehler von uns und liegt nicht an Ihrer Frage.',
    action:
      'Versuchen Sie es noch einmal. Geschieht es wieder, so kopieren Sie die Einzelheiten und senden Sie sie an den Betreiber dieser Website.',
  },
  'library-invalid': {
    title: 'Die Bibliothek kann nicht gelesen werden',
    explanation:
      'Ihre Beschreibung ist fehlerhaft, oder sie wurde mit einer neueren Version dieser App erstellt.',
    action: 'Laden Sie die Seite neu, damit Sie die neueste Version haben, und versuchen Sie es noch einmal.',
  },
  'library-missing': {
    title: 'Keine Bibliothek ist installiert',
    explanation:
      'Auf diesem Gerät ist noch nichts, worin gesucht werden kann, oder der Browser hat es gelöscht.',
    action:
      'Verbinden Sie sich einmal mit dem Netz und installieren Sie eine Bibliothek, oder öffnen Sie eine Bibliotheksdatei.',
  },
  'library-outdated': {
    title: 'Die Bibliothek wurde mit einer älteren Version dieser App erstellt',
    explanation:
      'Ihre Listen sind anders gespeichert, als diese Version sie liest; einer Suche würden Einträge entgehen.',
    action:
      'Aktualisieren Sie die Bibliothek: Installieren Sie ihre neueste Version von der Website oder aus einer Bibliotheksdatei, oder erstellen Sie sie neu.',
  },
  'library-older': {
    title: 'Diese Bibliothek ist älter als die, die dieses Gerät kennt',
    explanation: 'Eine neuere Version ist oder war installiert; nichts wurde geändert.',
    action:
      'Fragen Sie den Anbieter nach der neueren. Wollen Sie die ältere, so installieren Sie sie noch einmal und stimmen Sie zu.',
  },
  'library-unfit': {
    title: 'Die Bibliothek antwortet nicht, wie sie sollte',
    explanation:
      'Sie bringt Fragen mit, deren Antworten bekannt sind, und gibt hier andere. Deshalb wird sie nicht durchsucht.',
    action: 'Installieren Sie sie neu. Hilft das nicht, so wenden Sie sich an den, der sie erstellt hat.',
  },
  'memory-short': {
    title: 'Das Suchmodell ist zu groß für dieses Gerät',
    explanation: 'Es braucht mehr Speicher, als der Browser ihm hier geben kann.',
    action:
      'Schließen Sie andere Tabs und Programme und versuchen Sie es noch einmal, oder verwenden Sie einen Computer mit mehr Speicher.',
  },
  network: {
    title: 'Keine Verbindung',
    explanation: 'Eine Datei, die gebraucht wird, konnte nicht geladen werden.',
    action:
      'Prüfen Sie das Netz und versuchen Sie es noch einmal. Was schon empfangen wurde, bleibt erhalten.',
  },
  'not-found': {
    title: 'Auf der Website fehlt eine Datei',
    explanation: 'Die Website hat eine Datei nicht, die sie haben sollte.',
    action: 'Versuchen Sie es später noch einmal, oder wenden Sie sich an den Betreiber dieser Website.',
  },
  'offer-changed': {
    title: 'Die Bibliothek an dieser Adresse hat sich geändert',
    explanation: 'Sie ist nicht mehr die, die Sie angesehen haben; deshalb wurde nichts installiert.',
    action: 'Sehen Sie sich die Adresse noch einmal an.',
  },
  'origin-untrusted': {
    title: 'Niemand hat diese Bibliothek signiert',
    explanation: 'Sie kommt von einer anderen Website, und Sie haben dem nicht zugestimmt.',
    action: 'Sehen Sie sich die Adresse noch einmal an, und stimmen Sie zu, wenn Sie der Website vertrauen.',
  },
  'part-missing': {
    title: 'Dieser Teil der App konnte nicht geladen werden',
    explanation:
      'Die Website hat nicht geantwortet, oder sie hat eine neuere Version der App als dieses Fenster.',
    action:
      'Versuchen Sie es noch einmal. Antwortet die Website, so wird die Seite neu geladen, wenn es nötig ist.',
  },
  'query-empty': {
    title: 'Nichts, wonach gesucht werden kann',
    explanation: 'Das Suchfeld enthält weder Buchstaben noch Ziffern.',
    action: 'Geben Sie eine Frage oder ein paar Wörter ein.',
  },
  'query-syntax': {
    title: 'Die Suchanfrage kann nicht gelesen werden',
    explanation: 'Sie ist in der Sprache von PubMed geschrieben, und etwas darin passt nicht.',
    action:
      'Berichtigen Sie sie, wo sie markiert ist, oder sehen Sie unter dem Suchfeld bei „Abfragesprache“ nach.',
  },
  'quota-exceeded': {
    title: 'Nicht genug Platz auf diesem Gerät',
    explanation: 'Der Browser hat keinen Platz mehr für die Bibliothek.',
    action:
      'Schaffen Sie Platz auf dem Gerät, oder löschen Sie in den Einstellungen des Browsers Daten anderer Websites, und versuchen Sie es noch einmal: Es kann eine Minute dauern, bis der Browser es merkt.',
  },
  'self-test-failed': {
    title: 'Das Suchmodell liefert hier falsche Ergebnisse',
    explanation:
      'Texte, deren Ergebnisse bekannt sind, ergaben auf diesem Gerät andere; deshalb wird es nicht verwendet.',
    action: 'Aktualisieren Sie den Browser und den Grafiktreiber, oder verwenden Sie einen anderen Browser.',
  },
  'signature-changed': {
    title: 'Diese Bibliothek kommt nicht von dem, der die bekannte erstellt hat',
    explanation:
      'Die Version, die installiert ist oder war, ist signiert; diese ist es nicht, oder mit einem anderen Schlüssel. Deshalb wurde sie nicht installiert.',
    action:
      'Fragen Sie den Ersteller, ob sich der Schlüssel geändert hat. Wenn ja, installieren Sie die Bibliothek noch einmal und stimmen Sie zu.',
  },
  'signature-invalid': {
    title: 'Die Signatur der Bibliothek konnte nicht bestätigt werden',
    explanation:
      'Was kam, ist nicht das, was der Ersteller signiert hat, oder dieser Browser kann Signaturen nicht prüfen. Deshalb wird es nicht verwendet.',
    action:
      'Aktualisieren Sie den Browser und versuchen Sie es noch einmal. Hilft das nicht, so wenden Sie sich an den Betreiber dieser Website.',
  },
  'signer-untrusted': {
    title: 'Diese Bibliothek kommt nicht von denen, denen diese App vertraut',
    explanation:
      'Der Betreiber dieser Website hat genannt, wessen Bibliotheken angenommen werden, und keiner von ihnen hat diese signiert. Deshalb wurde sie nicht installiert.',
    action:
      'Fragen Sie den Betreiber nach einer signierten. Wollen Sie diese, so installieren Sie sie noch einmal und stimmen Sie zu.',
  },
  'site-unreadable': {
    title: 'Die andere Website kann von hier nicht gelesen werden',
    explanation:
      'Sie ist nicht erreichbar, oder sie lässt Seiten anderer Websites ihre Dateien nicht lesen (CORS), oder sie leitet an eine andere Adresse weiter. Der Browser sagt nicht, was davon zutrifft.',
    action:
      'Prüfen Sie die Adresse und das Netz. Sonst laden Sie die Datei in einem eigenen Fenster herunter und öffnen Sie sie hier, oder bitten Sie den Betreiber jener Website, es zu erlauben.',
  },
  'storage-blocked': {
    title: 'Ein anderer Tab hält die gespeicherten Daten fest',
    explanation: 'Er hat diese App in einer älteren Version geöffnet und antwortet nicht.',
    action: 'Schließen Sie alle anderen Tabs dieser App und versuchen Sie es noch einmal.',
  },
  'storage-newer': {
    title: 'Die Bibliothek wurde von einer neueren Version dieser App gespeichert',
    explanation: 'Diese Seite ist älter als die Daten, die sie vorgefunden hat.',
    action: 'Schließen Sie alle anderen Tabs dieser Website und laden Sie die Seite neu.',
  },
  'storage-refused': {
    title: 'Dieser Browser lässt die Website nichts speichern',
    explanation:
      'Bibliotheken bleiben im Arbeitsspeicher, bis die Seite geschlossen wird. Sammlungen, gespeicherte Suchen und neue Bibliotheken können nicht aufbewahrt werden.',
    action: 'Öffnen Sie die Website in einem normalen Fenster, oder erlauben Sie ihr, Daten zu speichern.',
  },
  'storage-unavailable': {
    title: 'Was diese Website gespeichert hat, kann nicht gelesen werden',
    explanation: 'Die Dateien, die der Browser dafür führt, sind beschädigt oder wurden ihm genommen.',
    action:
      'Versuchen Sie es noch einmal. Hilft das nicht, so löschen Sie in den Einstellungen des Browsers die Daten dieser Website, und installieren Sie die Bibliotheken neu.',
  },
  usage: {
    title: 'Das ist nicht möglich',
    explanation: 'Von der App wurde etwas verlangt, das sie nicht tut.',
    action: 'Laden Sie die Seite ohne Zusätze in ihrer Adresse neu.',
  },
  'vector-invalid': {
    title: 'Die Bedeutung Ihrer Frage konnte nicht ermittelt werden',
    explanation: 'Das Suchmodell gab eine Antwort, die nicht verwendet werden kann.',
    action: 'Versuchen Sie es noch einmal, oder stellen Sie die Frage mit anderen Wörtern.',
  },
  'worker-lost': {
    title: 'Die Suche hat aufgehört zu arbeiten',
    explanation:
      'Der Browser hat den Teil der Seite beendet, der sucht, meist aus Mangel an Arbeitsspeicher.',
    action: 'Schließen Sie andere Tabs und versuchen Sie es noch einmal.',
  },
  'wrong-body': {
    title: 'Statt einer Datei kam eine Webseite',
    explanation: 'Das geschieht, wenn ein Netz zuerst eine Anmeldung verlangt.',
    action:
      'Öffnen Sie irgendeine Website, um sich im Netz anzumelden, und versuchen Sie es dann noch einmal. Eine Bibliotheksdatei muss neu heruntergeladen werden.',
  },
}
