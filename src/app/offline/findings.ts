import type { StoredCheck } from '../../protocol/installed.ts'
import type { StoredSite } from '../../protocol/serviceWorker.ts'
import { backendNames, formatBytes, formatList, formatMs } from '../format.ts'
import { selfTestWords } from '../libraries/BackendStatus.tsx'
import { damageWords } from '../libraries/DamageNotice.tsx'
import { keptWords } from '../libraries/StorageLine.tsx'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import { isSound, type OfflineReport, type OfflineSearch } from './checkOffline.ts'

/** One line of the report; `to-know` counts neither for nor against. */
export interface Finding {
  what: string
  state: 'passed' | 'failed' | 'to-know'
  words: string
}

/** A report in the language of the page. */
export function toFindings({ app, libraries, search, isKept }: OfflineReport): Finding[] {
  const words = partMessages.offline
  return [
    ofApp(app),
    ...libraries.map(({ title, check }) => ofLibrary(title, check)),
    ofSearch(search),
    ...(search && 'backend' in search ? [ofBackend(search.backend)] : []),
    ...(app?.sendsHeaders === false ? [toKnow(words.protection, words.addsHeaders)] : []),
    toKnow(words.storage, keptWords(isKept)),
  ]
}

/** To be pasted into a mail or a ticket. */
export function toText(report: OfflineReport, verdict: string): string {
  const { states } = partMessages.offline
  const lines = toFindings(report).map(({ what, state, words }) => `- ${what} (${states[state]}): ${words}`)
  return [`BioHiCL Search: ${verdict} ${report.date}`, ...lines, navigator.userAgent].join('\n')
}

function ofApp(app: StoredSite | undefined): Finding {
  const words = partMessages.offline
  if (!app) return failed(words.app, words.appNotKept)
  if (app.missing.length > 0) {
    return failed(words.app, words.appMissing(app.missing.length, formatList(app.missing)))
  }
  return passed(words.app, words.appStored(app.files, formatBytes(app.bytes)))
}

function ofLibrary(title: string, check: StoredCheck): Finding {
  const words = partMessages.offline
  const what = words.library(title)
  if (isSound(check)) return passed(what, words.libraryWhole)
  const damage = check.damaged.length > 0 ? damageWords(check) : messages.libraryTasks.misfit
  return failed(what, `${damage} ${words.mend}`)
}

function ofSearch(search: OfflineSearch | undefined): Finding {
  const words = partMessages.offline
  if (!search) return failed(words.search, words.notTried)
  if ('backend' in search) {
    return passed(words.search, words.answered(search.files, formatMs(search.durationMs)))
  }
  const { title, action } = messages.errors[search.failure.code]
  const asked = search.refused.length > 0 ? ` ${words.refusedFiles(formatList(search.refused))}` : ''
  return failed(words.search, `${title}. ${action}${asked}`)
}

function ofBackend({ name, selfTest }: Extract<OfflineSearch, { files: number }>['backend']): Finding {
  return passed(partMessages.offline.backend, `${backendNames[name]}; ${selfTestWords(selfTest)}.`)
}

const passed = (what: string, words: string): Finding => ({ what, state: 'passed', words })
const failed = (what: string, words: string): Finding => ({ what, state: 'failed', words })
const toKnow = (what: string, words: string): Finding => ({ what, state: 'to-know', words })
