import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Effects } from '../../src/cli/effects.ts'
import { build } from '../../src/cli/build.ts'
import { defaultEncoderFolder } from '../../src/cli/defaults.ts'
import { readArguments, toBuildOptions, toReencodeOptions, toUpdateOptions } from '../../src/cli/options.ts'
import { reencode } from '../../src/cli/reencode.ts'
import { update } from '../../src/cli/update.ts'
import { article, articleSet } from '../fixtures/pubmedXml.ts'
import { tinyMpnetFolder } from '../fixtures/tinyMpnet.ts'

/** What several threads make is what one makes: on the small encoder of the fixtures, and once on the real one. */

const work = mkdtempSync(join(tmpdir(), 'biohicl-workers-'))
const at = (name: string) => join(work, name)
afterAll(() => rmSync(work, { recursive: true }))

/** Files of one series: the second revises, the third deletes and has a record that is skipped. */
beforeAll(() => {
  const note = (n: number, title: string) =>
    article({ pmid: `<PMID Version="1">${n}</PMID>`, title: `${title} ${n}.` })
  const numbers = Array.from({ length: 210 }, (_, n) => n + 1) // more than go into one message
  writeFileSync(at('1.xml'), articleSet(...numbers.map((n) => note(n, 'What became of group'))))
  writeFileSync(
    at('2.xml'),
    articleSet(note(3, 'A better title, and a longer one, of group'), note(500, 'New')),
  )
  const deletion = '<DeleteCitation><PMID Version="1">7</PMID></DeleteCitation>'
  writeFileSync(at('3.xml'), articleSet(note(501, 'Newer'), article({ pmid: '' }), deletion))
})

const series = `--in ${at('1.xml')} --in ${at('2.xml')} --in ${at('3.xml')}`

async function library(line: string, onProgress: (text: string, stop: () => void) => void = () => {}) {
  const controller = new AbortController()
  const lines: string[] = []
  const effects: Effects = {
    out: (text) => void lines.push(text),
    progress: (text) => onProgress(text, () => controller.abort()),
    now: () => performance.now(),
    signal: controller.signal,
  }
  const { values, positionals } = readArguments([...line.split(' '), '--encoder', tinyMpnetFolder])
  const [command, ...rest] = positionals
  if (command === 'update') await update(toUpdateOptions(values, rest), effects)
  else if (command === 'reencode') await reencode(toReencodeOptions(values, rest), effects)
  else await build({ ...toBuildOptions(values), inputs: values.in ?? [] }, effects)
  return lines
}

function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder)
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]))
}

describe('a library made in several threads', () => {
  beforeAll(() => library(`build ${series} --out ${at('one')} --id lib --title L`))

  it('has the bytes of one made in one', async () => {
    const lines = await library(`build ${series} --out ${at('two')} --id lib --title L --workers 2`)
    expect(filesOf(at('two'))).toEqual(filesOf(at('one')))
    expect(lines).toContainEqual(expect.stringMatching(/ {2}skipped .*3\.xml:\d+: /))
    expect(lines).toContain('  211 records to keep of 214 read')
  })

  it('goes on to the same bytes when it was stopped, with whatever number of threads', async () => {
    const line = `build ${series} --out ${at('stopped')} --id lib --title L`
    const stopped = library(`${line} --workers 3`, (text, stop) => / 1\d\d\/211/.test(text) && stop())
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect(existsSync(at('stopped'))).toBe(false)
    expect(statSync(join(`${at('stopped')}.partial`, 'vectors.f32')).size).toBeGreaterThan(0)
    await library(`${line} --workers 2`)
    expect(filesOf(at('stopped'))).toEqual(filesOf(at('one')))
  })

  it('is updated and made anew in threads to the same bytes', async () => {
    for (const workers of [1, 2]) {
      const out = at(`updated-${workers}`)
      await library(`build --in ${at('2.xml')} --out ${out} --id lib --title L`)
      await library(`update ${out} --in ${at('3.xml')} --workers ${workers}`)
      await library(`reencode ${out} --out ${out}-again --workers ${workers}`)
    }
    expect(filesOf(at('updated-2'))).toEqual(filesOf(at('updated-1')))
    expect(filesOf(at('updated-2-again'))).toEqual(filesOf(at('updated-1-again')))
  })

  it('is not made of a file that cannot be read, which is named as by one thread', async () => {
    writeFileSync(at('4.xml'), '<html>')
    const line = `build ${series} --in ${at('4.xml')} --out ${at('none')}`
    const [one, two] = await Promise.all(
      [1, 2].map((workers) => library(`${line} --workers ${workers}`).catch((thrown: unknown) => thrown)),
    )
    expect(two).toMatchObject({ code: 'input-invalid', message: expect.stringContaining('4.xml') as string })
    expect((two as Error).message).toBe((one as Error).message)
  })
})

it('Ctrl-C ends threads and all with 130, and the same command goes on to the bytes of one thread', async () => {
  const [whole, stopped] = [at('whole'), at('interrupted')]
  expect(await buildNotes(stopped, ['--workers', '2'], true)).toBe(130)
  expect(existsSync(stopped)).toBe(false)
  expect(await buildNotes(stopped, ['--workers', '2', '--resume'], false)).toBe(0)
  expect(await buildNotes(whole, [], false)).toBe(0)
  expect(filesOf(stopped)).toEqual(filesOf(whole))
})

function buildNotes(out: string, more: string[], isStopped: boolean): Promise<number | null> {
  const line = `build --in samples/notes.jsonl --out ${out} --id notes --title Notes`
  const args = ['--import', 'tsx', 'src/cli/main.ts', ...line.split(' '), '--encoder', defaultEncoderFolder]
  const child = spawn(process.execPath, [...args, ...more], {
    env: { ...process.env, BIOHICL_DATA_DIR: '' },
  })
  return new Promise((resolve, reject) => {
    child.stderr.once('data', () => isStopped && child.kill('SIGINT')) // its first sign of progress
    child.stdout.resume()
    child.stderr.resume()
    child.on('error', reject)
    child.on('close', resolve)
  })
}
