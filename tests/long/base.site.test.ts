import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../../src/core/pack/manifest.ts'
import { ask, startSite, startVisit, waitForPhase, type Site, type Visit } from '../e2e/site.ts'
import { dataDir } from '../fixtures/dataDir.ts'
import { offerLibrary } from './offerLibrary.ts'

const adapter = 'training/adapters/biohicl-base'

const needs = dataDir === undefined ? ' (needs BIOHICL_DATA_DIR)' : ''

if (existsSync(adapter)) describe.skipIf(dataDir === undefined)(`biohicl-base${needs}`, testBase)
else it('without an adapter the command names what is missing, and the remedy', testMissingAdapter)

function testMissingAdapter() {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/model.mjs', 'base'], {
    encoding: 'utf8',
  })
  expect(status).not.toBe(0)
  expect(stdout + stderr).toMatch(/adapters\/biohicl-base has no adapter_config\.json.*Remedy/s)
}

function testBase() {
  const folder = mkdtempSync(join(tmpdir(), 'biohicl-base-'))
  let manifest: Manifest
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    const { status } = spawnSync(process.execPath, ['scripts/model.mjs', 'base'], { stdio: 'inherit' })
    if (status !== 0) throw new Error('npm run model -- base failed; its last lines are above.')
    manifest = await offerLibrary(folder, {
      file: join(dataDir ?? '', 'pubmed', 'pubmed_mesh.jsonl.gz'),
      records: 200,
      encoderFolder: 'models/biohicl-base',
    })
    site = await startSite(folder)
    visit = await startVisit()
  }, 3_600_000)
  afterAll(async () => {
    await visit.close()
    await site.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('gives vectors of 768 numbers to 200 records', () => {
    expect(manifest).toMatchObject({ dims: 768, records: 200, encoder: { name: 'biohicl-base' } })
  })

  it('is installed with its library and passes its self-test on WebAssembly', async () => {
    await visit.page.goto(`${site.url}?backend=wasm`)
    expect(await waitForPhase(visit.page, 'ready', 'failed')).toBe('ready')
    expect(await visit.page.getAttribute('body', 'data-backend')).toBe('wasm')
    expect(visit.complaints).toEqual([])
  })

  it('finds ten records for a question, and a record by its own title', async () => {
    expect(await ask(visit.page, 'which treatment lowers blood pressure?')).toHaveLength(10)
    const fifth = visit.page.locator('article[data-record-id]').nth(4)
    const id = await fifth.getAttribute('data-record-id')
    const [first] = await ask(visit.page, await fifth.locator('h3 button').innerText())
    expect(first).toBe(id)
  })
}
