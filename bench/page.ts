import { readFileSync } from 'node:fs'
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
    // A large library is asked for first.
    if ((await waitForPhase(page, 'ready', 'needs-library')) === 'needs-library')
      await page
        .getByRole('button', { name: /^Install/ })
        .first()
        .click()
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

    const typed = await typeInPage(page, queries.slice(0, backend === 'wasm' ? 8 : 1))

    const frames = await dragMap(page)

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
        what: `warm query to list, ${name}`,
        value: spread(warm, 'ms'),
        ...(backend === 'wasm' && { target: '≤ 40 ms' }),
      },
      {
        what: `key to list while typing, ${name}`,
        value: spread(typed.listMs, 'ms'),
        ...(backend === 'wasm' && { target: '≤ 60 ms' }),
      },
      {
        what: `key to list and counts while typing, ${name}`,
        value: spread(typed.countsMs, 'ms'),
        ...(backend === 'wasm' && { target: '≤ 60 ms' }),
      },
      {
        what: `longest task of the page meanwhile, ${name}`,
        value: typed.longestMs > 0 ? `${typed.longestMs.toFixed(0)} ms` : 'none above 50 ms',
        target: '≤ 50 ms',
      },
      {
        what: `from frame to frame while the map is dragged, ${name}`,
        value: spread(frames, 'ms'),
        ...(backend === 'wasm' && { target: '≤ 16.7 ms' }),
      },
    ]
  } finally {
    await visit.close()
    await site.stop()
  }
}

/**
 * Milliseconds from the text in the field to the list in the document, by the page's own clock. Where answers come soon the page
 * does not wait for the Enter key. `text` is another each time.
 */
async function askInPage(page: Page, text: string): Promise<number> {
  const took = page.evaluate(
    (query) =>
      new Promise<number>((resolve) => {
        let start = NaN
        addEventListener('input', () => (start = performance.now()), { capture: true, once: true })
        const observer = new MutationObserver(() => {
          if (document.body.dataset.answered !== query) return
          observer.disconnect()
          resolve(performance.now() - start)
        })
        observer.observe(document.body, { attributes: true, attributeFilter: ['data-answered'] })
      }),
    text,
  )
  await searchBox(page).fill(text)
  await searchBox(page).press('Enter')
  return took
}

interface TypedTimes {
  /** From each key to the list that belongs to it. */
  listMs: number[]
  /** From each key until the counts beside the list are those of the list. */
  countsMs: number[]
  /** 0 where no task of the page took more than 50 ms. */
  longestMs: number
}

/** Types words key by key, each as soon as the counts for the one before it are there, by the page's own clock. */
async function typeInPage(page: Page, words: readonly string[]): Promise<TypedTimes> {
  await page.evaluate(() => {
    const state = { longestMs: 0, start: NaN }
    Object.assign(globalThis, { typing: state })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) state.longestMs = Math.max(state.longestMs, duration)
    }).observe({ type: 'longtask' })
    addEventListener('keydown', () => (state.start = performance.now()), { capture: true })
  })
  const times: TypedTimes = { listMs: [], countsMs: [], longestMs: 0 }
  for (const text of words) {
    let typed = text.slice(0, 3)
    await askInPage(page, `${typed} ${words.indexOf(text)}`) // another one than was asked last
    await askInPage(page, typed)
    for (const letter of text.slice(3, 15)) {
      typed += letter
      if (letter === ' ') await page.keyboard.type(letter)
      else {
        const took = page.evaluate((query) => {
          return new Promise<{ list: number; counts: number }>((resolve) => {
            let list = NaN
            // No function by name in here: it would be wrapped in what the page does not have.
            const { typing } = globalThis as unknown as { typing: { start: number } }
            const observer = new MutationObserver(() => {
              if (document.body.dataset.answered !== query) return
              if (Number.isNaN(list)) list = performance.now() - typing.start
              if (!document.querySelector('[data-counted]')) return
              observer.disconnect()
              resolve({ list, counts: performance.now() - typing.start })
            })
            observer.observe(document.body, { attributes: true, subtree: true, childList: true })
          })
        }, typed)
        await page.keyboard.type(letter)
        const { list, counts } = await took
        times.listMs.push(list)
        times.countsMs.push(counts)
      }
    }
  }
  times.longestMs = await page.evaluate(
    () => (globalThis as unknown as { typing: { longestMs: number } }).typing.longestMs,
  )
  return times
}

/** Drags the map about, and says how long each frame of the page took to come after the one before. */
async function dragMap(page: Page): Promise<number[]> {
  await page.evaluate(() => (location.hash = 'map'))
  const map = page.getByRole('application')
  await map.waitFor()
  const box = await map.boundingBox()
  if (!box) throw new Error('The map is not on the page.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  const frames = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const times: number[] = []
        // A method: a function by name would be wrapped in what the page does not have.
        const frames = {
          note(time: number) {
            times.push(time)
            if (times.length <= 120) requestAnimationFrame(frames.note)
            else resolve(times.slice(1).map((each, i) => each - (times[i] ?? each)))
          },
        }
        requestAnimationFrame(frames.note)
      }),
  )
  let isDragging = true
  void frames.finally(() => (isDragging = false))
  for (let step = 0; isDragging; step++)
    await page.mouse.move(x + 150 * Math.sin(step / 10), y + 100 * Math.cos(step / 10))
  await page.mouse.up()
  return frames
}

/** Page JavaScript before the workers, and what a first visitor downloads for one backend. */
export function measureSizes(): Figure[] {
  // What index.html names: the page's own script and the parts of it that are fetched ahead.
  const scripts = readFileSync('dist/index.html', 'utf8').match(/assets\/[^"]+\.js/g) ?? []
  const gzipBytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(`dist/${name}`)).length, 0)
  return [
    {
      what: 'page JavaScript before the workers, gzip',
      value: `${(gzipBytes / 1000).toFixed(1)} kB`,
      target: '≤ 150 kB',
    },
  ]
}
