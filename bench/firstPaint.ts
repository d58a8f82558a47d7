import { startSite, startVisit } from '../tests/e2e/site.ts'
import { spread, type Figure } from './stats.ts'

/** What a first visitor waits for until there is something to see: a new profile each time, nothing in any cache. */
export async function benchFirstPaint(libraries: string, runs: number): Promise<Figure[]> {
  const site = await startSite(libraries)
  const paints: number[] = []
  try {
    for (let run = 0; run < runs; run++) {
      const visit = await startVisit()
      try {
        await visit.page.goto(site.url)
        paints.push(await visit.page.evaluate(firstPaint))
      } finally {
        await visit.close()
      }
    }
  } finally {
    await site.stop()
  }
  return [{ what: 'first paint of a first visit', value: spread(paints, 'ms'), target: '≤ 1 s' }]
}

/** In the page: when the first text was drawn, in milliseconds after the visit began. */
function firstPaint(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      const [entry] = list.getEntriesByName('first-contentful-paint')
      if (!entry) return
      observer.disconnect()
      resolve(entry.startTime)
    }).observe({ type: 'paint', buffered: true })
  })
}
