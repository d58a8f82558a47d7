import type { SearchMode } from '../../../protocol/engine.ts'
import { formatCount } from '../../format.ts'
import { counted } from '../counted.ts'
import type { Messages } from '../messages.ts'
import { counts } from './counts.ts'

export const results: Messages['results'] = {
  newest: (shown, total, query) => (
    <>
      {shown < total ? `${formatCount(shown)} von ${counted(total, 'Eintrag', 'Einträgen')}` : records(shown)}{' '}
      {query ? (
        <>
          zu <q>{query}</q>
        </>
      ) : (
        'mit diesen Filtern'
      )}
      , neueste zuerst
    </>
  ),
  ranked: (shown, mode, query, isNewestFirst, matching) => (
    <>
      {records(shown)}
      {relations[mode]} {query ? <q>{query}</q> : 'den Filtern'}
      {isNewestFirst && ', neueste zuerst'}
      {matching !== undefined && `, von ${formatCount(matching)} passenden`}
    </>
  ),
  meaningLegend: 'Nähe in der Bedeutung (Kosinus; bei 1 sind sie gleich)',
  wordsLegend: 'Übereinstimmung der Wörter (BM25; 1 ist das Höchste)',
  textCut: (maxTokens) => `Nur die ersten ${maxTokens} Tokens Ihres Textes wurden gelesen.`,
  none: (libraries) =>
    `Kein Eintrag der ${libraries > 1 ? 'Bibliotheken' : 'Bibliothek'} enthält eines dieser Wörter. Stellen Sie die Frage mit anderen.`,
  adjusted: 'Die Liste ist angepasst',
  moreLike: 'Mehr wie',
  lessLike: 'Weniger wie',
  adjustedBy: 'Die Nähe in der Bedeutung ist die zu Ihrer Frage, durch diese Einträge verschoben.',
  clear: 'Zurücksetzen',
  showMore: (upTo) => (
    <>
      Mehr zeigen<span className="soft">, bis zu {formatCount(upTo)}</span>
    </>
  ),
  growing: (length, upTo) => `${formatCount(length)} von ${formatCount(upTo)} …`,
  longest: (most) =>
    `Eine Liste endet bei ${formatCount(most)}. Grenzen Sie sie durch Wörter oder Filter ein.`,
  whole: 'Das sind alle.',
}

const relations: Record<SearchMode, string> = {
  both: ', in Bedeutung und Wörtern am nächsten an',
  meaning: ', in der Bedeutung am nächsten an',
  words: ' mit Wörtern aus',
}

const records = (count: number) => (count > 0 ? counts.records(count) : 'Keine Einträge')
