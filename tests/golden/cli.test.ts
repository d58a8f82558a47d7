import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

/**
 * Each folder of input/ is a case: `command` holds one command line a line, run one after another in that folder's files;
 * what they print is compared with output/<case>.txt to the byte. UPDATE_GOLDEN=1 writes it anew, never in CI.
 */
const inputs = join(import.meta.dirname, 'input')
const outputs = join(import.meta.dirname, 'output')
const isUpdate = process.env.UPDATE_GOLDEN !== undefined && process.env.CI === undefined

describe('the command line', () => {
  const work = mkdtempSync(join(tmpdir(), 'biohicl-golden-'))
  afterAll(() => rmSync(work, { recursive: true, force: true }))

  it.each(readdirSync(inputs))('prints what it should: %s', (name) => {
    const printed = readFileSync(join(inputs, name, 'command'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => runLine(line, join(inputs, name), join(work, name)))
      .join('')
    const expectedPath = join(outputs, `${name}.txt`)
    if (isUpdate) writeFileSync(expectedPath, printed)
    expect(existsSync(expectedPath), `${expectedPath} is missing: run with UPDATE_GOLDEN=1 and read it`).toBe(
      true,
    )
    expect(printed).toBe(readFileSync(expectedPath, 'utf8'))
  })
})

/** `IN` and `OUT` in a line stand for the case's folder and a folder that is thrown away. */
function runLine(line: string, input: string, output: string): string {
  const fill = (text: string) => text.replaceAll('IN/', `${input}/`).replaceAll('OUT', output)
  const args = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => fill(word.replaceAll('"', '')))
  const { stdout, stderr, status } = spawnSync('node_modules/.bin/tsx', ['src/cli/main.ts', ...args], {
    encoding: 'utf8',
    env: { ...process.env, BIOHICL_DATA_DIR: '' },
  })
  const tidy = (text: string) =>
    text
      .replaceAll(`${input}/`, 'IN/')
      .replaceAll(output, 'OUT')
      .split('\n')
      // Progress tells times, and sizes depend on the processor's rounding and so on the graph.
      .filter((text) => !/^(encode|index|measure|map|write) /.test(text) && !/"bytes":/.test(text))
      .join('\n')
      .replace(/, [\d.]+ s, in/, ', TIME, in')
      .replace(/"(meaning|words|embedMs|searchMs|recordsMs|totalMs)": [\d.e-]+/g, '"$1": NUMBER')
  return `$ ${line}\n${tidy(stderr)}${tidy(stdout)}exit ${status ?? 'by signal'}\n\n`
}
