import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BenchReport } from '../../src/app/benchmark/report.ts'
import {
  accessibilityProblems,
  ask,
  startSite,
  startVisit,
  waitForPhase,
  type Site,
  type Visit,
} from '../e2e/site.ts'
import { sampleLibraries } from '../globalSetup.ts'

// Long: Chromium takes a minute to tell of its memory.

const question =
  'How can we stop people with a weak heart bouncing back to the ward soon after they are sent home?'
const answer = '900000001'

const work = mkdtempSync(join(tmpdir(), 'biohicl-benchmark-'))

const open = ({ page }: Visit, name: string) => page.goto(page.url().replace(/#.*|$/, `#${name}`))
const button = ({ page }: Visit, name: string) => page.getByRole('button', { name, exact: true })

afterAll(() => rmSync(work, { recursive: true, force: true }))

describe('the page of the benchmark', () => {
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    site = await startSite(sampleLibraries)
    visit = await startVisit()
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
    await open(visit, 'benchmark')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
  })

  it('measures nothing unasked, and leaves nothing when it is cancelled', async () => {
    await button(visit, 'Measure').waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await button(visit, 'Measure').click()
    await visit.page.getByText('Asking the fixed questions').waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await button(visit, 'Cancel').click()
    await button(visit, 'Measure').waitFor()
    expect(await visit.page.getByRole('table').count()).toBe(0)
  })

  it('measures the search, and saves figures that can be', async () => {
    await button(visit, 'Measure').click()
    await visit.page.getByRole('table').waitFor({ timeout: 170_000 })
    await button(visit, 'Measure').waitFor({ timeout: 90_000 }) // the browser has told of its memory
    expect(await accessibilityProblems(visit.page)).toEqual([])
    const table = await visit.page.getByRole('table').innerText()
    expect(table).toMatch(
      /By meaning, approximate \(HNSW\)\s+median [\d.]+ ms, 95 % within [\d.]+ ms \(30 runs\)/,
    )

    const downloading = visit.page.waitForEvent('download')
    await button(visit, 'Save as JSON').click()
    const download = await downloading
    expect(download.suggestedFilename()).toMatch(/^biohicl-benchmark-\d{4}-\d\d-\d\d\.json$/)
    const saved = join(work, 'report.json')
    await download.saveAs(saved)
    const report = JSON.parse(readFileSync(saved, 'utf8')) as BenchReport
    expect(report).toMatchObject({
      ...{ format: 'biohicl-benchmark', schema: 1 },
      browser: { isIsolated: true },
      backend: { name: 'wasm' },
      encoder: { name: 'biohicl-small', dims: 384, index: 'hnsw' },
      libraries: [{ id: 'sample-notes' }],
      figures: { words: { runs: 30 }, meaning: { texts: { texts: 24 }, recall: { queries: 50 } } },
    })
    const { figures, opening, memory } = report
    const { embed, query, both, exact, approximate, recall, texts } = figures.meaning ?? {}
    for (const spread of [embed, query, both, exact, approximate, figures.words]) {
      expect(spread?.p50Ms).toBeGreaterThan(0)
      expect(spread?.p95Ms).toBeGreaterThanOrEqual(spread?.p50Ms ?? Infinity)
    }
    expect(query?.p50Ms).toBeGreaterThan(embed?.p50Ms ?? Infinity)
    expect(recall?.recallAt10).toBeGreaterThan(0.9)
    expect(texts?.tokens).toBeGreaterThan(20)
    expect(Object.keys(opening).sort()).toEqual(['encoderMs', 'librariesMs', 'selfTestMs', 'vectorsMs'])
    expect(memory.pageBytes).toBeGreaterThan(1e7)
    expect(memory.wasmHeapBytes).toHaveLength(2) // of ONNX Runtime and of hnswlib
    expect(memory.wasmHeapBytes[0]).toBeGreaterThan(2e7)
  })

  it('shows the last figures when one comes back, and the search has gone on', async () => {
    await open(visit, '')
    expect((await ask(visit.page, question)).slice(0, 3)).toContain(answer)
    await open(visit, 'benchmark')
    await visit.page.getByRole('table').waitFor()
    expect(visit.complaints.filter((text) => /Content Security Policy|Trusted/i.test(text))).toEqual([])
  })
})
