import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask, startSite, startVisit, waitForPhase, type Site, type Visit } from '../e2e/site.ts'
import { sampleLibraries } from '../globalSetup.ts'
import { expectOnlyMissingAgain } from './chunksOfModel.ts'

let disk: string
let profile: string
let site: Site
let visit: Visit

/** A disk of its own, in memory. */
beforeEach(async () => {
  disk = mkdtempSync(join(tmpdir(), 'biohicl-disk-'))
  mount('size=64m')
  site = await startSite(sampleLibraries)
  profile = join(disk, 'profile')
  visit = await startVisit({ profile })
})
afterEach(async () => {
  await visit.close()
  await site.stop()
  run('umount', disk)
  rmSync(disk, { recursive: true })
})

const mount = (options: string) => run('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', disk)

function run(program: string, ...parameters: string[]): void {
  const { status, stderr } = spawnSync(program, parameters, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`This test has to mount a small disk, as root: ${program} says ${stderr}`)
}

describe('a disk that is full', () => {
  it('R17, F8: is told of with what is needed, loses nothing, and is gone on with once there is space', async () => {
    const url = `${site.url}?backend=wasm`
    await visit.page.goto(url)
    await waitForPhase(visit.page, 'failed')
    await visit.page
      .getByRole('alert')
      .filter({ hasText: /Not enough space.*At least [\d.]+ MB are still to be stored.* [\d.,]+ [MG]B/s })
      .waitFor()

    // Chromium looks at the disk once a minute; a new one looks at once.
    await visit.close()
    mount('remount,size=512m')
    visit = await startVisit({ profile })
    await visit.page.goto(url)
    expect(await waitForPhase(visit.page, 'ready', 'failed')).toBe('ready')
    expect(await ask(visit.page, 'chest pain')).toHaveLength(10)
    expectOnlyMissingAgain(site.requests)
  })
})
