import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryDisk, openMemoryStore } from '../../src/engine/memoryStore.ts'
import { withInstallLock, type Held } from '../../src/workers/installLock.ts'
import { fence } from '../../src/workers/lockedStore.ts'

const { signal } = new AbortController()

/** Holds the lock until it is let go, and then goes on as a tab does that was frozen. */
async function hold(afterwards: (held: Held) => Promise<void> = () => Promise.resolve()) {
  let thaw = () => {}
  const thawed = new Promise<void>((resolve) => (thaw = resolve))
  let ended: Promise<void> | undefined
  let woken: Promise<void> | undefined
  const held = await new Promise<Held>((begin) => {
    ended = withInstallLock({ signal }, (held) => {
      begin(held)
      return (woken = thawed.then(() => afterwards(held)))
    })
  })
  for (const each of [ended, woken]) each?.catch(() => {}) // looked at later
  return { held, thaw, ended, woken }
}

describe('the lock of what is installed', () => {
  beforeEach(() =>
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }),
  )
  afterEach(() => vi.useRealTimers())

  it('F21: is not waited for without end where its holder is silent', async () => {
    let end = () => {}
    const ended = new Promise<void>((resolve) => (end = resolve))
    let held: Promise<unknown> | undefined
    await new Promise<void>((begin) => {
      held = navigator.locks.request('biohicl-install', () => {
        begin()
        return ended
      })
    })
    const waiting = withInstallLock({ signal, silenceMs: 30_000 }, () => Promise.resolve())
    const refused = expect(waiting).rejects.toMatchObject({ code: 'install-blocked' })
    await vi.advanceTimersByTimeAsync(30_000)
    await refused
    end()
    await held
  })

  it('F21: is taken over, and who held it notices before it writes', async () => {
    const store = openMemoryStore(createMemoryDisk())
    const former = await hold((held) => fence(store, held).putChunk('key', 'file', 0, Uint8Array.of(1)))
    await withInstallLock({ signal, takesOver: true }, (held) =>
      fence(store, held).putChunk('key', 'file', 0, Uint8Array.of(2)),
    )
    await expect(former.ended).rejects.toMatchObject({ code: 'install-elsewhere' })
    expect(former.held.signal.aborted).toBe(true)
    former.thaw()
    await expect(former.woken).rejects.toMatchObject({ code: 'install-elsewhere' })
    expect(await store.readChunk('key', 'file', 0)).toEqual(Uint8Array.of(2))
  })

  it('is waited for while its holder lives', async () => {
    const { thaw } = await hold()
    const waiting = withInstallLock({ signal, silenceMs: 30_000 }, () => Promise.resolve('done'))
    const heard = new BroadcastChannel('biohicl-install') // behind the one that waits
    for (let time = 0; time < 3; time++) {
      const life = new Promise((resolve) => heard.addEventListener('message', resolve, { once: true }))
      await vi.advanceTimersByTimeAsync(29_000)
      await life
    }
    thaw()
    expect(await waiting).toBe('done')
    heard.close()
  })

  it('is not waited for by who has been told to stop', async () => {
    const { thaw, ended } = await hold()
    const stopping = new AbortController()
    const waiting = withInstallLock({ signal: stopping.signal }, () => Promise.resolve())
    stopping.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    thaw()
    await ended
  })
})
