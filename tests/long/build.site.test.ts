import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { accessibilityProblems, startSite, startVisit, waitForPhase } from '../e2e/site.ts'
import { publisher } from '../fakes/signingKey.ts'
import { sampleLibraries } from '../globalSetup.ts'

describe('the build of the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'biohicl-builds-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  /** @returns the folder of what was built */
  function build(name: string, env: NodeJS.ProcessEnv = {}): string {
    const out = join(folder, name)
    execFileSync('node_modules/.bin/vite', ['build', '--logLevel', 'error', '--outDir', out], {
      env: { ...process.env, ...env },
      stdio: 'pipe',
    })
    return out
  }

  /** SHA-256 of each file, by its path. */
  function hashFiles(out: string): Map<string, string> {
    const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    return new Map(
      files
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .map((path) => [relative(out, path), createHash('sha256').update(readFileSync(path)).digest('hex')]),
    )
  }

  it('R44: gives the same bytes twice, so that what is served can be checked against the source', () => {
    const [first, second] = [hashFiles(build('first')), hashFiles(build('second'))]
    expect(first.size).toBeGreaterThan(20)
    expect(second).toEqual(first)
  }, 300_000)

  it('R11: that names a key asks before a library is installed that nobody has signed', async () => {
    const out = build('keyed', { BIOHICL_PUBLISHER_KEYS: publisher.publicKey })
    const site = await startSite(sampleLibraries, 'models', 0, out)
    const visit = await startVisit()
    const dialog = visit.page.getByRole('dialog')
    await visit.page.goto(`${site.url}?backend=wasm`)
    await dialog.waitFor()
    expect(await dialog.innerText()).toMatch(
      new RegExp(
        `None of the keys.*Version \\d+, not signed.*Trusted by this app.*${publisher.publicKey}`,
        's',
      ),
    )
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await dialog.getByRole('button', { name: 'Do not install' }).click()
    expect(await waitForPhase(visit.page, 'needs-library', 'ready')).toBe('needs-library')
    await visit.page.reload()
    await dialog
      .getByRole('button', { name: 'Install it although this app does not trust its maker' })
      .click()
    expect(await waitForPhase(visit.page, 'ready', 'failed')).toBe('ready')
    expect(visit.complaints).toEqual([])
    await visit.close()
    await site.stop()
  }, 300_000)

  it('R11: is not made with what is no key', () => {
    expect(() => build('wrong', { BIOHICL_PUBLISHER_KEYS: 'ed25519' })).toThrow('ed25519 is no public key')
  })
})
