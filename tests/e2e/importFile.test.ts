import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportLibrary } from '../../src/cli/archive.ts'
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

/** One that shares no word with the title it is about. */
const question =
  'How can we stop people with a weak heart bouncing back to the ward soon after they are sent home?'
const answer = '900000001'

describe('a library that comes as a file', () => {
  const work = mkdtempSync(join(tmpdir(), 'biohicl-file-'))
  const inWork = (name: string) => join(work, name)
  const [good, damaged, page, second] = ['notes', 'damaged', 'page', 'second'].map((name) =>
    inWork(`${name}.biohicl`),
  ) as [string, string, string, string]
  let visit: Visit
  let site: Site

  beforeAll(async () => {
    const save = (folder: string, out: string, hasEncoder: boolean) =>
      exportLibrary(
        { folder, out, hasEncoder },
        { out() {}, progress() {}, now: () => 0, signal: new AbortController().signal },
      )
    await save(join(sampleLibraries, 'sample-notes'), good, true)
    const bytes = readFileSync(good)
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1000) ^ 1, bytes.length - 1000)
    writeFileSync(damaged, bytes)
    writeFileSync(page, '<!doctype html><title>Please log in</title>')

    cpSync(join(sampleLibraries, 'sample-notes'), inWork('second'), { recursive: true })
    const path = join(inWork('second'), 'manifest.json')
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as object
    writeFileSync(path, JSON.stringify({ ...manifest, id: 'second', title: 'Second library' }))
    await save(inWork('second'), second, false)

    mkdirSync(inWork('no-libraries'))
    site = await startSite(inWork('no-libraries'))
    visit = await startVisit()
    await visit.page.goto(`${site.url}?backend=wasm`)
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
    rmSync(work, { recursive: true, force: true })
  })

  const choose = ({ page: target }: Visit, path: string) =>
    target.locator('input[type=file]').setInputFiles(path)
  const restart = async () => {
    site = await startSite(inWork('no-libraries'), 'models', Number(new URL(site.url).port))
  }
  const encoderReady = ({ page: target }: Visit) =>
    target.locator('body[data-encoder=ready]').waitFor({ timeout: 170_000 })

  it('is asked for where the site offers no library', async () => {
    expect(await waitForPhase(visit.page, 'needs-library')).toBe('needs-library')
    await visit.page.getByRole('button', { name: 'Open a library file' }).waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
  })

  it('R31: is refused in words, with the server stopped, when it is damaged or something else', async () => {
    await site.stop()
    const alert = visit.page.getByRole('alert').filter({ hasText: 'was not installed' })
    await choose(visit, page)
    await alert.filter({ hasText: 'page.biohicl' }).waitFor()
    expect(await alert.innerText()).toMatch(/A web page came instead of a file.*downloaded anew/)
    await choose(visit, 'README.md')
    await alert.filter({ hasText: 'README.md' }).waitFor()
    expect(await alert.innerText()).toMatch(/The file cannot be read/)
    await choose(visit, damaged)
    await alert.filter({ hasText: 'damaged.biohicl' }).waitFor()
    expect(await alert.innerText()).toMatch(/A file is damaged.*copied anew/)
    expect(await visit.page.getAttribute('body', 'data-phase')).toBe('needs-library')
    expect(await accessibilityProblems(visit.page)).toEqual([])
  })

  it('R31: is installed with the server stopped, and is searched', async () => {
    await choose(visit, good)
    expect(await waitForPhase(visit.page, 'ready', 'failed')).toBe('ready')
    expect(await ask(visit.page, 'heart failure')).toHaveLength(10)
  })

  it('is searched by meaning once the page has its own program, and then with the server stopped', async () => {
    await restart()
    await visit.page.getByRole('button', { name: 'Try again' }).click()
    await encoderReady(visit)
    await site.stop()
    expect((await ask(visit.page, question)).slice(0, 3)).toContain(answer)
    expect(await visit.page.getAttribute('body', 'data-encoder')).toBe('ready')
    expect(site.requests.filter((path) => /^\/(models|libraries)\/./.test(path))).toEqual([
      '/libraries/catalogue.json',
    ])
  })

  it('is saved by the page as the command line writes it, byte by byte', async () => {
    await visit.page.getByRole('link', { name: 'Libraries', exact: true }).click()
    const downloading = visit.page.waitForEvent('download')
    await visit.page.getByRole('button', { name: 'Save as a file: Sample notes' }).focus()
    await visit.page.keyboard.press('Enter')
    const download = await downloading
    expect(download.suggestedFilename()).toBe('sample-notes.biohicl')
    await download.saveAs(inWork('saved.biohicl'))
    expect(readFileSync(inWork('saved.biohicl')).equals(readFileSync(good))).toBe(true)
    await visit.page.getByText(/sample-notes\.biohicl .* was handed to the browser/).waitFor()
    expect(await visit.page.locator(':focus').innerText()).toBe('Save as a file')
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await visit.page.getByRole('link', { name: 'Search', exact: true }).click()
  })

  it('is searched together with another one that is installed then, dropped onto the page', async () => {
    const base64 = readFileSync(second).toString('base64')
    await visit.page.evaluate((text) => {
      const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([bytes], 'second.biohicl'))
      const init = { dataTransfer, bubbles: true, cancelable: true }
      document.querySelector('main')?.dispatchEvent(new DragEvent('dragover', init))
      document.querySelector('main')?.dispatchEvent(new DragEvent('drop', init))
    }, base64)
    await visit.page.getByText('Second library').first().waitFor()
    await restart()
    await visit.page.reload()
    expect(await waitForPhase(visit.page, 'ready', 'failed')).toBe('ready')
    await visit.page.getByText('Second library').first().waitFor()
    expect((await ask(visit.page, question)).slice(0, 3)).toContain(answer)
  })

  it('that one page has saved is installed by another, in a browser that had none', async () => {
    const other = await startVisit({ isDark: true })
    await other.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(other.page, 'needs-library')
    await choose(other, inWork('saved.biohicl'))
    await waitForPhase(other.page, 'ready')
    await encoderReady(other)
    expect((await ask(other.page, question)).slice(0, 3)).toContain(answer)
    await other.close()
  })

  it('never broke the site’s policy', () => {
    expect(visit.complaints.filter((text) => /Content Security Policy|Trusted/i.test(text))).toEqual([])
  })
})
