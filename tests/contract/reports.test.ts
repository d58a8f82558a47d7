import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { tinyMpnetFolder } from '../fixtures/tinyMpnet.ts'

/** What the program `biohicl` prints for other programs. */

const work = mkdtempSync(join(tmpdir(), 'biohicl-reports-'))
afterAll(() => rmSync(work, { recursive: true }))
const library = join(work, 'gout')
const file = join(work, 'notes.jsonl')
writeFileSync(
  file,
  ['{"pmid":"1","title":"Gout."}', '{"pmid":"2","title":"Sepsis."}', '{"title":"No PMID."}'].join('\n'),
)

function biohicl(line: string, cwd = process.cwd()) {
  const args = [resolve('bin/biohicl.mjs'), ...line.split(' ').filter((word) => word !== '')]
  const env = { ...process.env, BIOHICL_DATA_DIR: '' }
  return spawnSync(process.execPath, args, { encoding: 'utf8', cwd, env })
}

function report(line: string): { told: string; printed: unknown } {
  const { stdout, stderr, status } = biohicl(`${line} --json`)
  expect(status, stderr).toBe(0)
  return { told: stderr, printed: JSON.parse(stdout) }
}

describe('biohicl', () => {
  it('prints the usage of npm run library, in any folder, with or without the word library', () => {
    const args = ['--import', 'tsx', 'src/cli/main.ts', 'help']
    const { stdout: usage } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    expect(usage).toMatch(/^Usage: npm run library -- COMMAND, or biohicl COMMAND\n/)
    for (const line of ['', 'help', 'library help']) {
      const { stdout, status } = biohicl(line, work)
      expect([stdout, status]).toEqual([usage, 0])
    }
  })
})

describe('--json', () => {
  it('prints one object of what was built, and tells the rest on standard error', () => {
    const line = `build --in ${file} --out ${library} --title Gout --encoder ${tinyMpnetFolder}`
    const { told, printed } = report(line)
    expect(printed).toEqual({
      ...{ command: 'build', folder: library, id: 'gout', title: 'Gout', version: 1, records: 2 },
      account: { read: 3, kept: 2, skipped: { 'no-pmid': 1 } },
      ...{ recallAt10: 1, ndcgAt10: null, signedBy: null, files: 13 },
      encoder: expect.objectContaining({ name: 'tiny-mpnet', backend: 'node' }) as object,
      bytes: expect.any(Number) as number,
      timings: { totalMs: expect.any(Number) as number },
    })
    expect(told).toMatch(
      /Reading 1 file …\n.*skipped .*\n.*2 records to keep of 3 read\n {2}left out: 1 no-pmid\n/,
    )
    expect(told).toContain('Built “Gout”')
  })

  it('says that an update changed nothing', () => {
    const { printed } = report(`update ${library} --in ${file} --encoder ${tinyMpnetFolder}`)
    expect(printed).toMatchObject({ command: 'update', folder: library, isUnchanged: true })
  })

  it('prints what was verified, and whose signature it bears', () => {
    const key = join(work, 'key')
    const { stdout: publicKey } = biohicl(`keygen --out ${key}`)
    biohicl(`sign ${library} --key ${key}`)
    const { told, printed } = report(`verify ${library}`)
    expect(printed).toMatchObject({ command: 'verify', records: 2, signedBy: publicKey.trim() })
    expect(told).toContain('every hash right')
  })

  it('leaves standard output empty when a command fails', () => {
    const { stdout, status } = biohicl(`verify ${join(work, 'nothing')} --json`)
    expect([stdout, status]).toEqual(['', 1])
  })
})

describe('what an interrupted build left', () => {
  const line = `build --in ${file} --out ${library} --encoder ${tinyMpnetFolder}`
  const left = join(`${library}.partial`, 'pubmed')

  it('is thrown away with --fresh', () => {
    mkdirSync(left, { recursive: true })
    const { status } = biohicl(`build --in ${join(work, 'missing.xml')} --out ${library} --fresh`)
    expect([status, existsSync(left)]).toEqual([1, false])
  })

  it('is kept without it, or with --resume, which changes nothing', () => {
    for (const option of ['', ' --resume']) {
      mkdirSync(left, { recursive: true })
      const { status } = biohicl(`build --in ${join(work, 'missing.xml')} --out ${library}${option}`)
      expect([status, existsSync(left)]).toEqual([1, true])
    }
    expect(biohicl(`${line} --resume`).status).toBe(0)
  })

  it('is not both kept and thrown away', () => {
    const { stderr, status } = biohicl(`${line} --resume --fresh`)
    expect([stderr, status]).toEqual(['--fresh and --resume: give one of them.\n', 2])
  })
})

describe('a command that makes a library', () => {
  it.each(['build', 'pubmed'])('leaves a folder of other files alone: %s', (command) => {
    const folder = join(work, 'papers')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'thesis.txt'), 'years of work')
    const { stderr, status } = biohicl(`${command} ${file} --out ${folder} --encoder ${tinyMpnetFolder}`)
    expect([stderr, status]).toEqual([`--out: ${folder} holds other files. Name a new folder.\n`, 2])
    expect(readdirSync(folder)).toEqual(['thesis.txt'])
  })

  it('takes the place of a library', () => {
    const { stderr, status } = biohicl(`build ${file} --out ${library} --encoder ${tinyMpnetFolder}`)
    expect(status, stderr).toBe(0)
  })

  it('looks for its encoder before it reads', () => {
    const { stdout, stderr, status } = biohicl(`build ${file} --out ${join(work, 'never')} --encoder ${work}`)
    expect(stderr).toMatch(/^There is no encoder in .+: expected .+model\.json\.\n$/)
    expect([stdout, status]).toEqual(['', 1])
  })
})
