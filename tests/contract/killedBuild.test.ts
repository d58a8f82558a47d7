import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'biohicl-killed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Builds the sample notes in a process of its own, which is killed at its first sign of progress when told to. */
function buildNotes(out: string, isKilled: boolean): Promise<string> {
  // node itself and not a wrapper around it: the signal must reach the process that builds.
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      'src/cli/main.ts',
      'build',
      '--in',
      'samples/notes.jsonl',
      '--out',
      out,
      '--id',
      'notes',
    ],
    { env: { ...process.env, BIOHICL_DATA_DIR: '' } },
  )
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stderr.on('data', (data: Buffer) => {
      printed += data.toString()
      if (isKilled && /encode +\[/.test(printed)) child.kill('SIGKILL')
    })
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(signal ?? String(code)))
  })
}

it('a build that was killed leaves no library, and the next one goes on to the very same bytes', async () => {
  const [whole, resumed] = [join(folder, 'whole'), join(folder, 'resumed')]
  expect(await buildNotes(resumed, true)).toBe('SIGKILL')
  expect(() => statSync(join(resumed, 'manifest.json'))).toThrow('ENOENT')
  expect(statSync(`${resumed}.partial/vectors.f32`).size).toBeGreaterThan(0)

  expect(await buildNotes(resumed, false)).toBe('0')
  expect(await buildNotes(whole, false)).toBe('0')
  const manifest = (path: string) =>
    readFileSync(join(path, 'manifest.json'), 'utf8').replace(/"title": ?"[^"]*"/, '')
  expect(manifest(resumed)).toBe(manifest(whole))
  expect(() => statSync(`${resumed}.partial`)).toThrow('ENOENT')
})
