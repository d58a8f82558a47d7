import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

describe('the build of the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'biohicl-builds-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  /** SHA-256 of each file, by its path. */
  function build(name: string): Map<string, string> {
    const out = join(folder, name)
    execFileSync('node_modules/.bin/vite', ['build', '--logLevel', 'error', '--outDir', out])
    const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    return new Map(
      files
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .map((path) => [relative(out, path), createHash('sha256').update(readFileSync(path)).digest('hex')]),
    )
  }

  it('R44: gives the same bytes twice, so that what is served can be checked against the source', () => {
    const [first, second] = [build('first'), build('second')]
    expect(first.size).toBeGreaterThan(20)
    expect(second).toEqual(first)
  }, 300_000)
})
