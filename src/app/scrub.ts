import type { ErrorCode } from '../core/errors.ts'
import type { TransferContract } from '../protocol/transfer.ts'
import { toFailure } from './failure.ts'
import type { MakingStage } from './newLibrary/making.ts'
import type { Ready } from './readySession.ts'
import type { ShelfTask } from './shelf.ts'
import type { Link } from './workers.ts'

/** How far a library was read again. */
export interface ScrubMark {
  /** When all of it was found whole, or it was first seen here: ms since 1970. */
  date: number
  /** The chunk to go on with; 0 where none was read since. */
  next: number
}

/** By the hash in a library's key: its id may tell what somebody looked for. */
export type ScrubMarks = Record<string, ScrubMark>

export interface ScrubEffects {
  transfer(): Pick<Link<TransferContract>, 'call'>
  /** Whether nothing else goes on. */
  isQuiet(): boolean
  /** Ends early when the scrub is ended. */
  pause(ms: number): Promise<void>
  /** In ms since 1970. */
  now(): number
  loadMarks(): ScrubMarks
  keepMarks(marks: ScrubMarks): void
  /** Called once for a library, at the first chunk that is not whole. */
  onDamage(library: { id: string; key: string }): void
  onFailure(code: ErrorCode): void
}

const betweenChunksMs = 1000
const betweenLooksMs = 60 * 60 * 1000
const dueAfterMs = 7 * 24 * 60 * 60 * 1000

/**
 * Reads libraries and their encoders again, one chunk at a time while the page is quiet: disks damage what nobody reads, too. Each
 * once a week, from where it was when the page was closed. What cannot be read is left to who reads it next.
 */
export async function scrub(effects: ScrubEffects, signal: AbortSignal): Promise<void> {
  const leftAlone = new Set<string>()
  let library: DueLibrary | undefined
  let waitMs = betweenChunksMs
  for (;;) {
    await effects.pause(waitMs)
    if (signal.aborted) return
    waitMs = betweenChunksMs
    if (!effects.isQuiet()) continue
    try {
      library ??= await findDue(effects, leftAlone)
      const outcome = library && (await checkNext(library, effects))
      if (!outcome) waitMs = betweenLooksMs
      if (library && outcome === 'damaged') {
        leftAlone.add(library.key)
        effects.onDamage(library)
      }
      if (outcome !== 'to-go-on') library = undefined
    } catch (thrown) {
      effects.onFailure(toFailure(thrown).code)
      if (library) leftAlone.add(library.key)
      library = undefined
    }
  }
}

interface DueLibrary {
  id: string
  key: string
  mark: ScrubMark
}

async function findDue(
  { transfer, now, loadMarks, keepMarks }: ScrubEffects,
  leftAlone: ReadonlySet<string>,
): Promise<DueLibrary | undefined> {
  const known = loadMarks()
  const libraries = (await transfer().call('installed', {})).map(({ id, key }) => {
    return { id, key, mark: known[markName(key)] ?? { date: now(), next: 0 } }
  })
  keepMarks(Object.fromEntries(libraries.map(({ key, mark }) => [markName(key), mark])))
  // A clock that was set back must not make a week longer.
  const isDue = ({ date, next }: ScrubMark) => next > 0 || Math.abs(now() - date) >= dueAfterMs
  return libraries.find(({ key, mark }) => !leftAlone.has(key) && isDue(mark))
}

/** Moves the mark on where the chunk is whole, behind the last one to the beginning. */
async function checkNext(
  library: DueLibrary,
  { transfer, now, loadMarks, keepMarks }: ScrubEffects,
): Promise<'to-go-on' | 'damaged' | 'ended'> {
  const { key, mark } = library
  const found = await transfer().call('checkChunk', { key, number: mark.next })
  if (!found) return 'to-go-on' // another tab installs
  if (!found.isWhole) return 'damaged'
  const hasEnded = mark.next + 1 >= found.chunks
  library.mark = hasEnded ? { date: now(), next: 0 } : { ...mark, next: mark.next + 1 }
  keepMarks({ ...loadMarks(), [markName(key)]: library.mark })
  return hasEnded ? 'ended' : 'to-go-on'
}

const markName = (key: string) => key.slice(key.lastIndexOf('@') + 1)

/** Whether the page neither opens nor searches, and nothing is installed, read, written or made. */
export function isPageQuiet(
  { encoder, search, shown, update, file }: Ready,
  task: ShelfTask,
  { step }: MakingStage,
): boolean {
  return (
    encoder.stage !== 'loading' &&
    (search.stage === 'idle' || search.stage === 'failed') &&
    shown?.growth?.stage !== 'running' &&
    update.stage !== 'installing' &&
    file.stage !== 'running' &&
    task.kind === 'none' &&
    !busySteps.includes(step)
  )
}

const busySteps: MakingStage['step'][] = ['reading', 'searching', 'fetching', 'making']

const storageKey = 'scrub'

export function loadScrubMarks(): ScrubMarks {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '{}') as ScrubMarks
  } catch {
    return {} // each visit counts as the first one, then
  }
}

export function keepScrubMarks(marks: ScrubMarks): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(marks))
  } catch {
    // Then the next visit does not know how far this one was.
  }
}
