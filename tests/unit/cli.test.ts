import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listInputs } from '../../src/cli/inputs.ts'
import { toProgressLine } from '../../src/cli/progressLine.ts'

describe('the line of progress', () => {
  it('shows the share, the counts, the rate and the time left', () => {
    expect(toProgressLine('encode', { done: 1500, total: 3000, doneAtStart: 0, elapsedMs: 30_000 })).toBe(
      'encode  [############------------]  50 % 1,500/3,000 · 50.0/s · 30 s left',
    )
  })

  it('takes the rate of what was done since the start, not of what was there', () => {
    const line = toProgressLine('encode', { done: 1100, total: 1200, doneAtStart: 1000, elapsedMs: 10_000 })
    expect(line).toContain('10.0/s · 10 s left')
  })

  it('says no rate before there is one, and no time left at the end', () => {
    expect(toProgressLine('index', { done: 1, total: 4, doneAtStart: 0, elapsedMs: 0 })).not.toMatch(
      /\/s|left/,
    )
    expect(toProgressLine('index', { done: 4, total: 4, doneAtStart: 0, elapsedMs: 1000 })).toMatch(
      /100 % 4\/4 · 4\.0\/s$/,
    )
  })

  it.each([
    [60, '60 s left'],
    [600, '10 min left'],
    [7200, '2.0 h left'],
  ])('writes %d seconds as a person would', (seconds, words) => {
    const line = toProgressLine('encode', { done: 1, total: 1 + seconds, doneAtStart: 0, elapsedMs: 1000 })
    expect(line).toContain(words)
  })

  it('has one width of bar, and never 100 % before the end', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), (a, b) => {
        const [done, total] = [Math.min(a, b), Math.max(a, b)]
        const line = toProgressLine('write', { done, total, doneAtStart: 0, elapsedMs: 1000 })
        expect(line).toMatch(/^write {3}\[#*-*\] /)
        expect(/\[([#-]*)\]/.exec(line)?.[1]).toHaveLength(24)
        expect(line.includes('100 %')).toBe(done === total)
      }),
    )
  })
})

describe('the input files', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inputs-test-'))
    await mkdir(join(folder, 'deep'))
    for (const name of ['b.jsonl', 'a.xml.gz', 'notes.txt', 'c.xml', 'deep/d.jsonl.gz'])
      await writeFile(join(folder, name), '')
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('of a folder are those that can be read, in folders below too, sorted', async () => {
    const names = ['a.xml.gz', 'b.jsonl', 'c.xml', join('deep', 'd.jsonl.gz')]
    expect(await listInputs([folder])).toEqual(names.map((name) => join(folder, name)))
  })

  it('are each read once, in one order, however they are named', async () => {
    const [a, b] = [join(folder, 'a.xml.gz'), join(folder, 'b.jsonl')]
    expect(await listInputs([b, a, b])).toEqual([a, b])
    expect(await listInputs([folder, a])).toEqual(await listInputs([folder]))
  })

  it('that are named and missing stay, so that they are missed where they are read', async () => {
    expect(await listInputs([join(folder, 'none.xml')])).toEqual([join(folder, 'none.xml')])
  })

  it('that are none are asked for', async () => {
    await rm(join(folder, 'deep', 'd.jsonl.gz'))
    await expect(listInputs([join(folder, 'deep')])).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('--in') as string,
    })
  })
})

describe('the command line', () => {
  it.each([
    ['an unknown command', ['bild'], 'There is no command “bild”.'],
    ['an unknown option', ['verify', '--fast'], "Unknown option '--fast'"],
    ['a missing argument', ['build', '--out', 'x'], 'build needs --in FILE….'],
    [
      'a number that is none',
      ['query', 'x', 'gout', '--k', 'ten'],
      '--k: expected a whole number from 1 to 1000, got “ten”.',
    ],
  ])('ends with status 2 and says how it is used for %s', (_what, args, words) => {
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'src/cli/main.ts', ...args],
      { encoding: 'utf8' },
    )
    expect(stderr).toContain(words)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).not.toContain('    at ') // no stack: it is no bug
  })

  it('ends with status 1 for a library that is not there', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'src/cli/main.ts', 'verify', 'no/such/folder'],
      { encoding: 'utf8' },
    )
    expect(status).toBe(1)
    expect(stderr).toBe('There is no library in no/such/folder: it has no manifest.json.\n')
  })
})
