import { beforeEach, describe, expect, it } from 'vitest'
import { noMaking } from '../../src/app/newLibrary/making.ts'
import type { Ready } from '../../src/app/readySession.ts'
import { isPageQuiet, scrub, type ScrubMarks } from '../../src/app/scrub.ts'
import { AppError } from '../../src/core/errors.ts'
import { afterReady, ask, entry } from '../fakes/toySession.ts'

const dayMs = 24 * 60 * 60 * 1000
const chunks = 3

/** A device with two libraries, on which as much time passes as the scrub waits, until `endsAt`. */
class Device {
  now = 1000 * dayMs
  endsAt = this.now + 30 * dayMs
  marks: ScrubMarks = {}
  libraries = ['heart', 'lung']
  isQuiet = () => true
  isWhole = (_read: string): boolean => true
  /** In another tab. */
  isInstalling = () => false
  /** `heart 0`: what was read, in order. */
  readonly read: string[] = []
  readonly damaged: string[] = []
  readonly failures: string[] = []

  /** Until the page is closed. */
  async visit(): Promise<void> {
    const ending = new AbortController()
    const call = async (method: string, input: { key?: string; number?: number }) => {
      if (method === 'installed') return this.libraries.map((id) => ({ id, key: keyOf(id) }))
      const read = `${input.key?.split('@')[1]} ${input.number}`
      this.read.push(read)
      return this.isInstalling() ? undefined : { isWhole: this.isWhole(read), chunks }
    }
    await scrub(
      {
        transfer: () => ({ call: call }),
        isQuiet: () => this.isQuiet(),
        pause: (ms) => {
          this.now += ms
          if (this.now >= this.endsAt) ending.abort()
          return Promise.resolve()
        },
        now: () => this.now,
        loadMarks: () => this.marks,
        keepMarks: (marks) => (this.marks = marks),
        onDamage: ({ id }) => this.damaged.push(id),
        onFailure: (code) => this.failures.push(code),
      },
      ending.signal,
    )
  }

  /** As if it had last been read whole so long ago. */
  age(id: string, ageMs: number, next = 0): void {
    this.marks = { ...this.marks, [id]: { date: this.now - ageMs, next } }
  }
}

/** The hash in a key stands for the id here. */
const keyOf = (id: string) => `library/${id}@${id}`
const all = (id: string) => [0, 1, 2].map((number) => `${id} ${number}`)

describe('R7: what is installed', () => {
  let device: Device
  beforeEach(() => void (device = new Device()))

  it('is read again a week after it was first seen, and a week after that', async () => {
    const begin = device.now
    device.libraries = ['heart']
    device.endsAt = begin + 6.9 * dayMs
    await device.visit()
    expect(device.read).toEqual([])
    device.endsAt = begin + 8 * dayMs
    await device.visit()
    expect(device.read).toEqual(all('heart'))
    device.endsAt = begin + 15 * dayMs
    await device.visit()
    expect(device.read).toEqual([...all('heart'), ...all('heart')])
  })

  it('is read one library after the other, a chunk a second', async () => {
    device.age('heart', 8 * dayMs)
    device.age('lung', 8 * dayMs)
    device.endsAt = device.now + 4_500
    await device.visit()
    expect(device.read).toEqual([...all('heart'), 'lung 0'])
  })

  it('goes on where it was when the page was closed', async () => {
    device.age('heart', 8 * dayMs)
    device.age('lung', 0)
    device.endsAt = device.now + 2_500
    await device.visit()
    device.endsAt = device.now + dayMs
    await device.visit()
    expect(device.read).toEqual(all('heart'))
    expect(device.marks.heart?.next).toBe(0)
    expect(device.marks.heart?.date).toBeGreaterThan(device.now - 2 * dayMs)
  })

  it('is not read while the page does anything else', async () => {
    device.age('heart', 8 * dayMs)
    const quietFrom = device.now + 60_000
    device.isQuiet = () => device.now >= quietFrom
    device.endsAt = quietFrom
    await device.visit()
    expect(device.read).toEqual([])
    device.endsAt = quietFrom + 2_500
    await device.visit()
    expect(device.read).toEqual(['heart 0', 'heart 1'])
  })

  it('is waited with while another tab installs', async () => {
    device.age('heart', 8 * dayMs)
    device.libraries = ['heart']
    const until = device.now + 2_500
    device.isInstalling = () => device.now < until
    device.endsAt = device.now + dayMs
    await device.visit()
    expect(device.read).toEqual(['heart 0', 'heart 0', ...all('heart')])
  })

  it('is told of once where a chunk is damaged, and the other library is read all the same', async () => {
    device.age('heart', 8 * dayMs)
    device.age('lung', 8 * dayMs)
    device.isWhole = (read) => read !== 'heart 1'
    device.endsAt = device.now + dayMs
    await device.visit()
    expect(device.damaged).toEqual(['heart'])
    expect(device.read).toEqual(['heart 0', 'heart 1', ...all('lung')])
  })

  it('is found damaged at the next visit again, where it was, until it is mended', async () => {
    device.age('heart', 8 * dayMs, 1)
    device.age('lung', 0)
    device.isWhole = (read) => read !== 'heart 1'
    device.endsAt = device.now + dayMs
    await device.visit()
    device.endsAt = device.now + dayMs
    await device.visit()
    expect(device.damaged).toEqual(['heart', 'heart'])
    device.isWhole = () => true
    device.endsAt = device.now + dayMs
    await device.visit()
    expect(device.read).toEqual(['heart 1', 'heart 1', 'heart 1', 'heart 2'])
  })

  it('is left to the next visit where it cannot be read', async () => {
    device.age('heart', 8 * dayMs)
    device.age('lung', 8 * dayMs)
    device.isWhole = (read) => {
      if (read === 'heart 0') throw new AppError('worker-lost', 'gone')
      return true
    }
    device.endsAt = device.now + dayMs
    await device.visit()
    expect([device.failures, device.damaged]).toEqual([['worker-lost'], []])
    expect(device.read).toEqual(['heart 0', ...all('lung')])
  })

  it('is read again where the clock was set back', async () => {
    device.age('heart', -8 * dayMs)
    device.libraries = ['heart']
    device.endsAt = device.now + dayMs
    await device.visit()
    expect(device.read).toEqual(all('heart'))
  })

  it('is not remembered once it is removed', async () => {
    device.age('heart', 0)
    device.libraries = ['lung']
    device.endsAt = device.now + dayMs
    await device.visit()
    expect(Object.keys(device.marks)).toEqual(['lung'])
  })
})

describe('R7: a page', () => {
  const isQuiet = (ready: Ready) => isPageQuiet(ready, { kind: 'none' }, noMaking.stage)

  it('is quiet when it has answered, and where it has nothing to answer', () => {
    expect(isQuiet(afterReady())).toBe(true)
    expect(isPageQuiet(afterReady(), { kind: 'none' }, { step: 'reading' })).toBe(false)
  })

  it.each([
    ['opens its model', afterReady({ type: 'load-step', step: { what: 'encoder' } })],
    ['waits for who types', afterReady({ type: 'typed', text: 'gout' })],
    ['searches', afterReady(...ask(1, 'gout'))],
    ['updates', afterReady({ type: 'update-started', entry })],
    ['reads a file', afterReady({ type: 'file-started', task: 'import', name: 'a' })],
  ])('is not quiet while it %s', (_what, ready) => {
    expect(isQuiet(ready)).toBe(false)
  })

  it('is not quiet while a library is installed or checked', () => {
    expect(isPageQuiet(afterReady(), { kind: 'check', id: 'heart' }, noMaking.stage)).toBe(false)
  })
})
