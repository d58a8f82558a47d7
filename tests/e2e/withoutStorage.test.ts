import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sampleLibraries } from '../globalSetup.ts'
import {
  accessibilityProblems,
  ask,
  startSite,
  startVisit,
  waitForPhase,
  type Site,
  type Visit,
} from './site.ts'

const banner = 'will be lost when you close this page'

describe('a browser that lets the site store nothing', () => {
  let site: Site
  let visit: Visit
  let profile: string

  beforeEach(async () => {
    profile = mkdtempSync(join(tmpdir(), 'biohicl-profile-'))
    site = await startSite(sampleLibraries)
  })
  afterEach(async () => {
    await visit.close()
    await site.stop()
    rmSync(profile, { recursive: true, force: true })
  })

  /** As people set it: it refuses databases, caches, locks, localStorage and service workers, in pages and workers. */
  async function startRefusingVisit(): Promise<void> {
    mkdirSync(join(profile, 'Default'))
    const settings = { profile: { default_content_setting_values: { cookies: 2 } } }
    writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(settings))
    visit = await startVisit({ profile, keepsApp: true })
  }

  it('R29: installs and searches in memory, and says all the time that it will be lost', async () => {
    await startRefusingVisit()
    const { page } = visit
    await page.goto(`${site.url}?backend=wasm`)
    expect(await waitForPhase(page, 'ready', 'failed')).toBe('ready')
    expect(await ask(page, 'chest pain')).toHaveLength(10)
    await page.getByText(banner).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])

    await page.goto(`${page.url()}#libraries`)
    await page.getByRole('article', { name: 'Sample notes' }).getByRole('button', { name: 'Check' }).click()
    await page.getByText('Checked: everything is as it was published.', { exact: true }).waitFor()
    await page.getByText(banner).waitFor()

    await page.reload()
    await waitForPhase(page, 'ready')
    expect(site.requests.filter((path) => path.endsWith('/vectors.i8'))).toHaveLength(2)
    expect(visit.complaints).toEqual([])
  })
})
