import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** A fresh clone without packages, on a machine whose programs are the ones written here. */
describe('the set-up', () => {
  let clone: string
  let programs: string

  beforeEach(() => {
    clone = mkdtempSync(join(tmpdir(), 'biohicl-setup-'))
    programs = join(clone, 'programs')
    mkdirSync(programs)
    cpSync('scripts', join(clone, 'scripts'), { recursive: true })
    for (const name of ['package.json', 'package-lock.json']) cpSync(name, join(clone, name))
  })
  afterEach(() => rmSync(clone, { recursive: true, force: true }))

  /** A program that says the lines and fails. */
  function breakProgram(name: string, lines: string): void {
    const path = join(programs, name)
    writeFileSync(path, `#!/bin/sh\ncat <<'END' >&2\n${lines}\nEND\nexit 1\n`)
    chmodSync(path, 0o755)
  }

  function run(...args: string[]): { status: number | null; printed: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: clone,
      encoding: 'utf8',
      env: { PATH: `${programs}:/bin`, HOME: dirname(process.execPath) },
    })
    return { status, printed: stdout + stderr }
  }

  it.each([
    [
      'no network',
      'npm error code ENOTFOUND\nnpm error network request failed',
      /registry could not be reached/,
      /Connect/,
    ],
    ['a full disk', 'npm error ENOSPC: no space left on device, write', /disk is full/, /Free some space/],
    ['a damaged package', 'npm error code EINTEGRITY', /arrived damaged/, /npm cache clean/],
    ['something unheard of', 'npm error out of cheese', /npm ci ended with code 1/, /Mend what npm names/],
  ])('npm start says reason and remedy: %s', (_case, lines, reason, remedy) => {
    breakProgram('npm', lines)
    const { status, printed } = run('scripts/start.mjs')
    expect(status).toBe(1)
    expect(printed).toMatch(new RegExp(`Reason: .*${reason.source}`))
    expect(printed).toMatch(new RegExp(`Remedy: .*${remedy.source}`))
  })

  it('npm start says which options it has before it does anything', () => {
    const { status, printed } = run('scripts/start.mjs', '--starters', 'gout')
    expect(status).toBe(1)
    expect(printed).toMatch(
      /^\nReason: Unknown option '--starters'.*\nRemedy: Options are --no-serve, --share, --starter /,
    )
  })

  it('refuses a browser that does not start', () => {
    breakProgram('chrome', 'segmentation fault')
    const code = `process.env.CHROMIUM_PATH='${join(programs, 'chrome')}';
      const { ensureChromium } = await import('./scripts/setup.mjs')
      await ensureChromium().catch((error) => console.log(error.message, error.remedy))`
    expect(run('--input-type=module', '-e', code).printed).toMatch(/does not start as a browser.*unset it/)
  })
})
