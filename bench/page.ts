import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { searchBox, startSite, startVisit, waitForPhase } from '../tests/e2e/site.ts'
import { spread, type Figure } from './stats.ts'

const queries = readFileSync('tests/fixtures/queries.txt', 'utf8').trim().split('\n')

/** First visit, cold load and warm queries of the built page in Chromium, measured inside the page. */
export async function benchPage(
  libraries: string,
  backend: 'wasm' | 'webgpu',
  warmQueries: number,
): Promise<Figure[]> {
  const site = await startSite(libraries)
  const visit = await startVisit()
  try {
    const { page } = visit
    await page.goto(`${site.url}?backend=${backend}`)
    await waitForPhase(page, 'ready')
    const installMs = await page.evaluate(() => performance.now())

    const cold: number[] = []
    for (let run = 0; run < (backend === 'wasm' ? 5 : 1); run++) {
      await page.reload()
      await waitForPhase(page, 'ready')
      await askInPage(page, queries[run] ?? '')
      cold.push(await page.evaluate(() => performance.now()))
    }
    for (const query of queries.slice(-3)) await askInPage(page, query)
    const warm: number[] = []
    for (let i = 0; i < warmQueries; i++)
      warm.push(await askInPage(page, `${queries[i % queries.length] ?? ''} ${i}`))

    const name = backend === 'wasm' ? 'WebAssembly' : 'WebGPU (software)'
    return [
      { what: `first visit to ready, ${name}`, value: `${(installMs / 1000).toFixed(1)} s` },
      {
        what: `cold load (library installed) to first result, ${name}`,
        value: spread(
          cold.map((ms) => ms / 1000),
          's',
          2,
        ),
        ...(backend === 'wasm' && { target: '≤ 4 s' }),
      },
      {
        what: `warm query, Enter to list, ${name}`,
        value: spread(warm, 'ms'),
        ...(backend === 'wasm' && { target: '≤ 40 ms' }),
      },
    ]
  } finally {
    await visit.close()
    await site.stop()
  }
}

/** Milliseconds from the Enter key to the list in the document, by the page's own clock. `text` is another each time. */
async function askInPage(page: Page, text: string): Promise<number> {
  await searchBox(page).fill(text)
  const took = page.evaluate(
    (query) =>
      new Promise<number>((resolve) => {
        let start = NaN
        addEventListener('keydown', () => (start = performance.now()), { capture: true, once: true })
        const observer = new MutationObserver(() => {
          if (document.body.dataset.answered !== query) return
          observer.disconnect()
          resolve(performance.now() - start)
        })
        observer.observe(document.body, { attributes: true, attributeFilter: ['data-answered'] })
      }),
    text,
  )
  await searchBox(page).press('Enter')
  return took
}

/** Page JavaScript before the workers, and what a first visitor downloads for one backend. */
export function measureSizes(): Figure[] {
  const scripts = readdirSync('dist/assets').filter((name) => /^index-.*\.js$/.test(name))
  const gzipBytes = scripts.reduce(
    (sum, name) => sum + gzipSync(readFileSync(`dist/assets/${name}`)).length,
    0,
  )
  return [
    {
      what: 'page JavaScript before the workers, gzip',
      value: `${(gzipBytes / 1000).toFixed(1)} kB`,
      target: '≤ 150 kB',
    },
  ]
}
