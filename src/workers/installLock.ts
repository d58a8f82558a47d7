/**
 * One tab at a time changes what is installed; the others wait. One that shows no sign of life, frozen by the browser for instance, can
 * be taken over, and then notices before it writes.
 */
import { AppError } from '../core/errors.ts'
import { createSerial } from '../engine/serial.ts'
import { isInMemory } from './openStore.ts'

const lockName = 'biohicl-install'
/** How often whoever holds it shows that it lives; a frozen tab does not. */
const lifeMs = 5_000
const longestSilenceMs = 30_000
// What is in memory is this page's alone, and a browser that lets a site store nothing refuses locks too.
const oneByOne = createSerial()

export interface LockOptions {
  signal: AbortSignal
  /** `shared`: beside others that only read, too. */
  mode?: LockMode
  /** Takes it from whoever holds it. */
  takesOver?: boolean
  /** How long whoever holds it may show no sign of life. */
  silenceMs?: number
}

export interface Held {
  /** Ends also when another tab takes over. */
  signal: AbortSignal
  /** To be asked before anything is written. @throws AppError `install-elsewhere` when another tab has taken over */
  assertHeld(): Promise<void>
}

/** @throws AppError `install-blocked` where another tab holds it and shows no sign of life, `install-elsewhere` when one takes over */
export async function withInstallLock<T>(
  { signal, mode = 'exclusive', takesOver = false, silenceMs = longestSilenceMs }: LockOptions,
  task: (held: Held) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted()
  if (isInMemory()) return oneByOne(() => task({ signal, assertHeld: () => Promise.resolve() }))
  const channel = new BroadcastChannel(lockName)
  const silent = new AbortController()
  const lost = new AbortController()
  let isHeld = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let life: ReturnType<typeof setInterval> | undefined
  const wait = () => {
    clearTimeout(timer)
    if (!isHeld) timer = setTimeout(() => silent.abort(), silenceMs)
  }
  channel.addEventListener('message', wait)
  wait()
  try {
    const options = takesOver ? { steal: true } : { mode, signal: AbortSignal.any([signal, silent.signal]) }
    return await navigator.locks.request(lockName, options, () => {
      isHeld = true
      wait()
      life = setInterval(() => channel.postMessage('lives'), lifeMs)
      return task({
        signal: AbortSignal.any([signal, lost.signal]),
        async assertHeld() {
          await navigator.locks.query() // the answer comes behind the word of a lock that was lost before
          if (lost.signal.aborted) throw createElsewhere()
        },
      })
    })
  } catch (thrown) {
    const isAbort = thrown instanceof DOMException && thrown.name === 'AbortError'
    if (!isAbort || signal.aborted) throw thrown
    if (!isHeld)
      throw new AppError('install-blocked', `Another tab installs, silent for ${silenceMs} ms.`, {
        cause: thrown,
      })
    lost.abort() // the task goes on until it asks
    throw createElsewhere(thrown)
  } finally {
    clearTimeout(timer)
    clearInterval(life)
    channel.close()
  }
}

/** For what can be done another time: waits for nobody, and undefined comes where another tab installs. */
export function whileNobodyInstalls<T>(task: () => Promise<T>): Promise<T | undefined> {
  if (isInMemory()) return oneByOne(task)
  return navigator.locks.request(lockName, { mode: 'shared', ifAvailable: true }, (lock) =>
    lock ? task() : undefined,
  )
}

function createElsewhere(cause?: unknown): AppError {
  return new AppError('install-elsewhere', 'Another tab of this site has taken over.', { cause })
}
