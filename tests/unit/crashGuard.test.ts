import { beforeEach, describe, expect, it, vi } from 'vitest'
import { beginOpening, endOpening, forgetEndings } from '../../src/app/crashGuard.ts'
import { keepReceipt, readReceipt } from '../../src/app/receipt.ts'
import type { InstalledLibrary } from '../../src/protocol/installed.ts'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
})

const hour = 3_600_000
const now = Date.UTC(2026, 10, 30)

describe('R25, F45: a page that ends while it opens', () => {
  it('leaves out one thing more each time', () => {
    const found = Array.from({ length: 5 }, (_, i) => beginOpening(now + i))
    expect(found).toEqual(['none', 'no-webgpu', 'no-encoder', 'nothing', 'nothing'])
  })

  it('goes on leaving out what it ended with, once it has opened without, for a day', () => {
    beginOpening(now)
    expect(beginOpening(now)).toBe('no-webgpu')
    endOpening()
    expect(beginOpening(now + 23 * hour)).toBe('no-webgpu')
    endOpening()
    expect(beginOpening(now + 48 * hour)).toBe('none')
  })

  it('opens everything when the user says so', () => {
    for (let time = 0; time < 3; time++) beginOpening(now)
    forgetEndings()
    expect(beginOpening(now)).toBe('none')
  })

  it('opens everything as long as it opens, and keeps nothing then', () => {
    for (let time = 0; time < 3; time++) {
      expect(beginOpening(now)).toBe('none')
      endOpening()
    }
    expect(kept.size).toBe(0)
  })

  it('R52: is not held up by a clock that was set back or forth', () => {
    beginOpening(now)
    expect(beginOpening(now - 87_600 * hour)).toBe('none')
  })

  it('F57: opens everything where nothing can be kept', () => {
    vi.stubGlobal('localStorage', undefined)
    expect([beginOpening(now), beginOpening(now)]).toEqual(['none', 'none'])
  })
})

describe('R18, F15: what was installed', () => {
  const library = { key: 'k', id: 'heart', title: 'Heart', sizeBytes: 5 } as InstalledLibrary

  it('is known without the database', () => {
    keepReceipt(
      [library, { key: 'd', id: 'd', reason: { code: 'library-invalid', message: '' } }],
      '2026-11-30',
    )
    expect(readReceipt()).toEqual({ date: '2026-11-30', libraries: [{ title: 'Heart', sizeBytes: 5 }] })
  })

  it.each([
    ['nothing was ever', () => {}],
    ['all of it was removed', () => keepReceipt([], '2026-11-30')],
    ['what was kept is damaged', () => void kept.set('installed', '{"libraries')],
    ['what was kept is something else', () => void kept.set('installed', '7')],
    ['F57: nothing can be read', () => vi.stubGlobal('localStorage', undefined)],
  ])('is nothing where %s', (_what, prepare) => {
    prepare()
    expect(readReceipt()).toBeUndefined()
  })
})
