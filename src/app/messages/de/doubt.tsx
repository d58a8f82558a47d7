import type { PartMessages } from '../partMessages.ts'

export const doubt: PartMessages['doubt'] = {
  title: (library) => `„${library}“ wurde nicht installiert`,
  older: (
    <>
      Sie ist <strong>älter</strong> als die Version, die dieses Gerät kennt. Einträge und Korrekturen, die
      die neuere hat, können fehlen, und eine alte Version würde anbieten, wer will, dass sie Ihnen entgehen.
    </>
  ),
  unsigned: (
    <>
      Sie ist <strong>nicht signiert</strong>, die Version, die dieses Gerät kennt, aber schon.
    </>
  ),
  otherKey: (
    <>
      Sie ist mit einem <strong>anderen Schlüssel</strong> signiert als die Version, die dieses Gerät kennt.
    </>
  ),
  askMaker:
    'Entweder hat der Ersteller das geändert, oder jemand anders hat sie erstellt, und sie kann alles Mögliche enthalten. Fragen Sie den Ersteller, und zwar nicht auf einem Weg, den Sie neben der Bibliothek finden.',
  untrusted: (
    <>
      Sie ist mit <strong>keinem der Schlüssel signiert, denen diese App vertraut</strong>. Der Betreiber
      dieser Website hat sie genannt; also hat jemand anders sie erstellt, und sie kann alles Mögliche
      enthalten. Fragen Sie den Betreiber.
    </>
  ),
  offered: 'Jetzt angeboten',
  known: 'Diesem Gerät bekannt',
  trusted: 'Diese App vertraut',
  versionUnsigned: (version) => `Version ${version}, nicht signiert`,
  versionSigned: (version, key) => (
    <>
      Version {version}, signiert mit dem Schlüssel <code>{key}</code>
    </>
  ),
  fromThenOn:
    'Wenn Sie sie installieren, hält sich dieses Gerät von da an an ihre Version und ihren Schlüssel.',
  decline: 'Nicht installieren',
  installUntrusted: 'Installieren, obwohl diese App dem Ersteller nicht vertraut',
  installOlderUntrusted: 'Die ältere Version installieren, obwohl diese App dem Ersteller nicht vertraut',
  installOlder: 'Die ältere Version trotzdem installieren',
  installUnsigned: 'Installieren, obwohl die Signatur fehlt',
  installOlderUnsigned: 'Die ältere Version installieren, obwohl die Signatur fehlt',
  installOtherKey: 'Installieren, obwohl ein anderer Schlüssel sie signiert hat',
  installOlderOtherKey: 'Die ältere Version installieren, obwohl ein anderer Schlüssel sie signiert hat',
  takeOver: 'Übernehmen',
  leave: 'Dem anderen Tab überlassen',
  ifTakenOver:
    'Wenn dieser Tab übernimmt, hört der andere auf, bevor er noch etwas schreibt. Was er geladen hat, wird verwendet.',
}
