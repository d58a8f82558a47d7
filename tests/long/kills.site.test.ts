import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask, startSite, startVisit, waitForPhase, type Site, type Visit } from '../e2e/site.ts'
import { sampleLibraries } from '../globalSetup.ts'

const kills = 50
const chunkBytes = 1024 * 1024

/** Fixed, so that a failure can be had again. */
let seed = 20261130
function random(): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
  return seed / 2 ** 31
}

const profile = mkdtempSync(join(tmpdir(), 'biohicl-killed-'))
let site: Site
let visit: Visit

beforeAll(async () => {
  site = await startSite(sampleLibraries)
})
afterAll(async () => {
  await visit.close()
  await site.stop()
  rmSync(profile, { recursive: true, force: true })
})

/** Ends the browser as a power switch would: its main process, at once. */
function kill(): void {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n')
  const pid = lines.find((line) => line.includes(`--user-data-dir=${profile}`) && !line.includes('--type='))
  if (pid === undefined) throw new Error('The browser is not running.')
  process.kill(Number(/\d+/.exec(pid)?.[0]), 'SIGKILL')
}

async function restart(): Promise<void> {
  for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket'])
    rmSync(join(profile, name), { force: true })
  visit = await startVisit({ profile })
}

/** What is in the database: whether each bundle is ready, how many bytes all chunks have, and those that belong to no bundle. */
function readStored(): Promise<{ ready: boolean[]; bytes: number; strays: number }> {
  return visit.page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('biohicl')
        opening.onerror = () => reject(new Error('The database does not open.'))
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(['bundles', 'chunks'])
          const bundles = transaction.objectStore('bundles').getAll()
          const chunks = transaction.objectStore('chunks').getAll()
          const keys = transaction.objectStore('chunks').getAllKeys()
          transaction.oncomplete = () => {
            opening.result.close()
            const known = new Set((bundles.result as { key: string }[]).map(({ key }) => key))
            resolve({
              ready: (bundles.result as { isReady: boolean }[]).map(({ isReady }) => isReady),
              bytes: (chunks.result as ArrayBuffer[]).reduce((sum, { byteLength }) => sum + byteLength, 0),
              strays: keys.result.filter((key) => !known.has((key as string[])[0] ?? '')).length,
            })
          }
        }
      }),
  )
}

it(`R13, R30, R48, F1, F2: a browser that is killed ${kills} times while it installs goes on each time, and loses nothing`, async () => {
  const ranges = () =>
    site.requests.filter((path) => /\/(models|libraries)\/.*\/[^/]+\.(?!json)/.test(path)).length
  for (let count = 0; count < kills; count++) {
    await restart()
    // Left to itself it would be done after a few visits: from then on something is installed anew each time.
    const isFresh = count % 5 === 0
    await visit.page.goto(site.url)
    if (isFresh) {
      await visit.page.evaluate(async () => {
        for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name)
      })
      await visit.page.reload()
    }
    const gone = new Promise((resolve) => visit.context.once('close', resolve))
    await new Promise((resolve) => setTimeout(resolve, 60 + random() * 2500))
    kill()
    await gone
  }
  const before = ranges()
  await restart()
  await visit.page.goto(`${site.url}?backend=wasm`)
  // Killed so often while it opened, it may have become careful.
  const phase = await waitForPhase(visit.page, 'ready', 'needs-library', 'failed')
  if (phase === 'failed') await visit.page.getByRole('button', { name: 'Try again' }).click()
  if (phase === 'needs-library')
    await visit.page.getByRole('button', { name: 'Install Sample notes' }).click()
  await waitForPhase(visit.page, 'ready')
  expect(await ask(visit.page, 'chest pain')).toHaveLength(10)

  // What is marked ready is whole, nothing else is left, and what was fetched before was not fetched again.
  await visit.page.getByRole('link', { name: 'Libraries', exact: true }).click()
  await visit.page
    .getByRole('button', { name: /^Check/ })
    .first()
    .click()
  await visit.page.getByText('Checked: everything is as it was published.', { exact: true }).waitFor()
  const stored = await readStored()
  expect(stored.ready).toEqual([true, true])
  expect(ranges() - before).toBeLessThanOrEqual(
    Math.ceil(stored.bytes / chunkBytes) + stored.ready.length * 10,
  )
})

it('F4: one that is killed while it removes a library has it whole afterwards, or nothing of it', async () => {
  for (let count = 0; count < 5; count++) {
    await visit.page.getByRole('button', { name: 'Remove Sample notes' }).click()
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    const gone = new Promise((resolve) => visit.context.once('close', resolve))
    await new Promise((resolve) => setTimeout(resolve, random() * 60))
    kill()
    await gone
    await restart()
    await visit.page.goto(`${site.url}?backend=wasm`)
    const phase = await waitForPhase(visit.page, 'ready', 'needs-library', 'failed')
    expect((await readStored()).strays).toBe(0)
    if (phase === 'failed') await visit.page.getByRole('button', { name: 'Try again' }).click()
    if (phase === 'needs-library')
      await visit.page.getByRole('button', { name: 'Install Sample notes' }).click()
    await waitForPhase(visit.page, 'ready')
    expect(await ask(visit.page, 'chest pain')).toHaveLength(10)
    await visit.page.getByRole('link', { name: 'Libraries', exact: true }).click()
  }
})
