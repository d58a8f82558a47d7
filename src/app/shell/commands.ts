import type { Controller } from '../controller.ts'
import { messages } from '../messages/messages.ts'
import type { Session } from '../session.ts'
import { focusSearchField } from './focus.ts'
import { linkedPages, type PageName } from './pages.ts'
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
      title: messages.commands.goToField,
      key: '/',
      run: () => void focusSearchField(),
    },
    ...listPages(page),
    ...(isSearching ? listRankings(session, controller) : []),
    isSearching && {
      id: 'exact',
      title: session.isExact ? messages.commands.exactOff : messages.commands.exactOn,
      run: () => controller.setExact(!session.isExact),
    },
    isSearching &&
      session.reading !== undefined && {
        id: 'close',
        title: messages.commands.closeRecord,
        key: 'Esc',
        run: controller.closeRecord,
      },
    isSearching &&
      session.text !== '' && {
        id: 'clear',
        title: messages.commands.clearField,
        run: () => controller.type(''),
      },
    { id: 'new-library', title: messages.commands.newLibrary, run: controller.maker.show },
    { id: 'keys', title: messages.commands.showKeys, key: '?', run: onKeyMap },
    { id: 'print', title: messages.commands.print, run: () => window.print() },
  ]
  return commands.filter((command) => command !== false)
}

function listPages(current: PageName): Command[] {
  return linkedPages
    .filter((name) => name !== current)
    .map((name) => ({
      id: `page-${name}`,
      title: messages.commands.goToPage(messages.pages.titles[name]),
      run: () => void (location.hash = pageAddress[name]),
    }))
}

function listRankings(session: Extract<Session, { phase: 'ready' }>, controller: Controller): Command[] {
  const modes = ['both', 'meaning', 'words'] as const
  return modes
    .filter((mode) => mode !== session.mode)
    .map((mode) => ({
      id: `rank-${mode}`,
      title: messages.commands.rankBy[mode],
      run: () => controller.setMode(mode),
    }))
}
