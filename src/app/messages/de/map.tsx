import { formatCount } from '../../format.ts'
import type { PartMessages } from '../partMessages.ts'
import { counts } from './counts.ts'

export const map: PartMessages['map'] = {
  title: 'Karte',
  about: (library, records) =>
    `${library}: ${counts.records(records)}. Nahe heißt nahe in der Bedeutung; die Achsen bedeuten nichts.`,
  opening: 'Die Karte wird geöffnet …',
  absent: (librariesAddress) => (
    <>
      Diese Bibliothek wurde ohne Karte erstellt. Erstellen Sie sie neu, oder holen Sie ihre{' '}
      <a href={librariesAddress}>neuere Version</a>.
    </>
  ),
  draw: 'Einträge umranden',
  whole: 'Ganze Karte',
  searchWithin: (count) => `In diesen ${count} suchen`,
  forgetLine: 'Linie verwerfen',
  tooMany: (most) =>
    `Eine Suche kann sich auf höchstens ${counts.records(most)} beschränken: Zeichnen Sie eine kleinere Linie.`,
  label: (library) =>
    `Karte von ${library}. Pfeiltasten bewegen sie, Plus und Minus vergrößern und verkleinern, 0 zeigt sie ganz. Die Tabellen darunter sagen dasselbe.`,
  hint: 'Zeigen Sie auf einen Eintrag, um seinen Titel zu sehen; drücken Sie darauf, um ihn zu lesen.',
  countInside: (count) => `${counts.records(count)} innerhalb der Linie.`,
  inside: 'Innerhalb der Linie',
  results: 'Treffer auf der Karte',
  branches: 'Zweige von MeSH',
  all: 'Alle',
  countLit: (count, lit) => `${formatCount(count)}, davon ${lit} Treffer`,
  countListed: (count, listed) => `${counts.records(count)}; die ersten ${listed} sind aufgeführt`,
  record: 'Eintrag',
  branch: 'Zweig',
  year: 'Jahr',
}
