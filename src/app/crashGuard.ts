/**
 * A page that ends while it opens (out of memory, a graphics driver) would end again at each visit. So what opens says so
 * beforehand, and what finds that said at its beginning leaves out one thing more each time.
 */
export type Caution = 'none' | 'no-webgpu' | 'no-encoder' | 'nothing'

const cautions: Caution[] = ['none', 'no-webgpu', 'no-encoder', 'nothing']
const storageKey = 'opening'
/** After a day it is tried anew: what was the matter may be gone. */
const memoryMs = 24 * 60 * 60 * 1000

/** How often the page has ended in a row, and whether it is opening now. */
interface Mark {
  ended: number
  isOpening: boolean
  /** ms since 1970 */
  time: number
}

/** @returns what to leave out */
export function beginOpening(now = Date.now()): Caution {
  const { ended, isOpening, time } = readMark()
  // A clock that was set back must not make a day longer.
  const isRecent = Math.abs(now - time) < memoryMs
  const count = isRecent ? ended + Number(isOpening) : 0
  keepMark({ ended: count, isOpening: true, time: now })
  return cautions[Math.min(count, cautions.length - 1)] ?? 'nothing'
}

/** It is open, or was left: what was left out stays left out for a day. */
export function endOpening(): void {
  keepMark({ ...readMark(), isOpening: false })
}

/** The user wants to try everything. */
export function forgetEndings(): void {
  keepMark({ ended: 0, isOpening: false, time: 0 })
}

function readMark(): Mark {
  const nothing: Mark = { ended: 0, isOpening: false, time: 0 }
  try {
    return { ...nothing, ...(JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Mark>) }
  } catch {
    return nothing
  }
}

function keepMark(mark: Mark): void {
  try {
    if (mark.ended > 0 || mark.isOpening) localStorage.setItem(storageKey, JSON.stringify(mark))
    else localStorage.removeItem(storageKey)
  } catch {
    // Without storage nothing is remembered, and nothing was installed either.
  }
}
