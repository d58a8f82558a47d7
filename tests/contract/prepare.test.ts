import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Effects } from '../../src/cli/effects.ts'
import { prepare } from '../../src/cli/prepare.ts'

describe('preparing a site without a data folder', () => {
  const site = mkdtempSync(join(tmpdir(), 'biohicl-prepare-'))
  const printed: string[] = []
  const effects: Effects = {
    out: (line) => printed.push(line),
    progress() {},
    now: () => 0,
    signal: new AbortController().signal,
  }
  const eutils = { url: 'http://nowhere.invalid', tool: 'test' }
  const dataDir = join(site, 'no-such-folder')
  const run = () => prepare({ siteFolder: site, dataDir, starter: { eutils } }, effects)

  beforeAll(run)
  afterAll(() => rmSync(site, { recursive: true, force: true }))

  it('makes the sample notes the default library, once', async () => {
    expect(printed.filter((line) => line.startsWith('Built'))).toHaveLength(1)
    const { default: id, libraries } = await run()
    expect(id).toBe('sample-notes')
    expect(libraries).toHaveLength(1)
    expect(printed.filter((line) => line.startsWith('Built'))).toHaveLength(1)
  })

  it('says how real records are got once there is a network', () => {
    const at = printed.findIndex((line) => line.startsWith('There is no network'))
    expect(printed.slice(at + 1, at + 4)).toEqual([
      expect.stringMatching(/^ {2}npm start -- --starter "systematic review\[pt\] .*" --starter-limit 500$/),
      `  npm run library -- pubmed SEARCH --out ${join(site, 'NAME')}`,
      expect.stringContaining('library -- build --in FILE…'),
    ])
  })

  it('leaves out a library that cannot be offered, says why, and offers the others', async () => {
    mkdirSync(join(site, 'broken'))
    writeFileSync(join(site, 'broken', 'manifest.json'), '{')
    for (const folder of ['renamed', 'older'])
      cpSync(join(site, 'sample-notes'), join(site, folder), { recursive: true })
    const manifest = JSON.parse(readFileSync(join(site, 'older', 'manifest.json'), 'utf8')) as object
    const encoder = { id: '00'.repeat(32), name: 'biohicl-small' }
    writeFileSync(join(site, 'older', 'manifest.json'), JSON.stringify({ ...manifest, id: 'older', encoder }))

    const { libraries } = await run()
    expect(libraries.map(({ id }) => id)).toEqual(['sample-notes'])
    const told = printed.filter((line) => line.includes('is not offered'))
    expect(told).toEqual([
      expect.stringMatching(/broken is not offered: .*not valid JSON/),
      expect.stringMatching(/older is not offered: .*made with the encoder/),
      expect.stringMatching(/renamed is not offered: its id is “sample-notes”/),
    ])
  })
})
