import type { Controller } from '../controller.ts'
import type { Session } from '../session.ts'
import { focusSearchField } from './focus.ts'
import { pages, type PageName } from './pages.ts'
import { pageAddress } from './usePage.ts'

/** What can be done from the command palette. */
interface Command {
  id: string
  title: string
  /** The key that does the same. */
  key?: string
  run(): void
}

export interface CommandPorts {
  session: Session
  controller: Controller
  page: PageName
  onKeyMap(): void
}

/** Those that make sense now: none is listed that would do nothing. */
export function listCommands({ session, controller, page, onKeyMap }: CommandPorts): Command[] {
  const isSearching = session.phase === 'ready' && page === 'search'
  const commands: (Command | false)[] = [
    isSearching && {
      id: 'search',
      title: 'Go to the search field',
      key: '/',
      run: () => void focusSearchField(),
    },
    ...listPages(page),
    ...(isSearching ? listRankings(session, controller) : []),
    isSearching && {
      id: 'exact',
      title: session.isExact ? 'Turn exact search off' : 'Turn exact search on',
      run: () => controller.setExact(!session.isExact),
    },
    isSearching &&
      session.reading !== undefined && {
        id: 'close',
        title: 'Close the record',
        key: 'Esc',
        run: controller.closeRecord,
      },
    isSearching &&
      session.text !== '' && { id: 'clear', title: 'Clear the search field', run: () => controller.type('') },
    { id: 'new-library', title: 'Make a new library', run: controller.maker.show },
    { id: 'keys', title: 'Show the keys', key: '?', run: onKeyMap },
    { id: 'print', title: 'Print this page', run: () => window.print() },
  ]
  return commands.filter((command) => command !== false)
}

function listPages(current: PageName): Command[] {
  const others = Object.entries(pages).filter(([name, { isInHeader }]) => isInHeader && name !== current)
  return [
    ...(current === 'search' ? [] : [{ id: 'page-search', title: 'Go to Search', run: () => go('search') }]),
    ...others.map(([name, { title }]) => ({
      id: `page-${name}`,
      title: `Go to ${title}`,
      run: () => go(name as keyof typeof pages),
    })),
  ]
}

function listRankings(session: Extract<Session, { phase: 'ready' }>, controller: Controller): Command[] {
  const modes = [
    ['both', 'meaning and words'],
    ['meaning', 'meaning'],
    ['words', 'words'],
  ] as const
  return modes
    .filter(([mode]) => mode !== session.mode)
    .map(([mode, words]) => ({
      id: `rank-${mode}`,
      title: `Rank by ${words}`,
      run: () => controller.setMode(mode),
    }))
}

function go(name: PageName): void {
  location.hash = pageAddress[name]
}
