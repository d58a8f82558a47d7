import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataDir } from '../fixtures/dataDir.ts'
import { overlap } from '../../src/core/metrics.ts'
import { sampleLibraries, siteLibraries } from '../globalSetup.ts'
import { ask, startSite, startVisit, waitForPhase, type Site, type Visit } from '../e2e/site.ts'

const question = 'beta blockers after myocardial infarction'

describe('the page on WebGPU', () => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await startSite(dataDir ? siteLibraries : sampleLibraries)
    visit = await startVisit()
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
  })

  it('passes the self-test, says so, and finds what WebAssembly finds', async () => {
    await visit.page.goto(`${site.url}?backend=webgpu`)
    expect(await waitForPhase(visit.page, 'ready', 'failed')).toBe('ready')
    expect(await visit.page.getAttribute('body', 'data-backend')).toBe('webgpu')
    const onWebGpu = await ask(visit.page, question)

    await visit.page.goto(`${site.url}?backend=wasm`)
    expect(await waitForPhase(visit.page, 'ready', 'failed')).toBe('ready')
    // Another weights file: near, not equal.
    expect(overlap(onWebGpu, await ask(visit.page, question))).toBeGreaterThanOrEqual(0.8)
  })

  it('takes WebAssembly, with the reason, where WebGPU is only emulated', async () => {
    await visit.page.goto(site.url)
    expect(await waitForPhase(visit.page, 'ready', 'failed')).toBe('ready')
    expect(await visit.page.getAttribute('body', 'data-backend')).toBe('wasm')
    expect(await visit.page.getByText('emulated in software').count()).toBeGreaterThan(0)
  })
})
