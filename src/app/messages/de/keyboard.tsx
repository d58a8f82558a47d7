import type { Messages } from '../messages.ts'

export const keyboard: Messages['keyboard'] = {
  button: (
    <>
      Tasten<span className="visually-hidden">: Tastenkürzel</span>
    </>
  ),
  title: 'Tastatur',
  keys: {
    field: { names: ['/'], what: 'Zum Suchfeld gehen' },
    enter: { names: ['Enter'], what: 'Sofort suchen; auf einem Treffer: den Eintrag öffnen' },
    next: { names: ['j', '↓'], what: 'Nächster Treffer' },
    previous: { names: ['k', '↑'], what: 'Voriger Treffer' },
    escape: { names: ['Esc'], what: 'Den Eintrag schließen; im Suchfeld: es leeren' },
    commands: { names: ['Strg+K'], what: 'Alle Befehle, durch Tippen zu finden' },
    help: { names: ['?'], what: 'Diese Tasten zeigen' },
  },
  or: 'oder',
  singleKeys: 'Einzelne Tasten ( / ? j k )',
  whenOff: 'Schalten Sie sie aus, wenn Sie mit Ihrem Computer sprechen oder wenn sie stören.',
}
