import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportLibrary } from '../../src/cli/archive.ts'
import { signManifest } from '../../src/engine/signature.ts'
import { publisher } from '../fakes/signingKey.ts'
import { sampleLibraries } from '../globalSetup.ts'
import { createStaticServer, listen } from '../../src/server/static.ts'
import {
  accessibilityProblems,
  ask,
  startSite,
  startVisit,
  waitForPhase,
  type Site,
  type Visit,
} from './site.ts'

describe('a library from an address', () => {
  const work = mkdtempSync(join(tmpdir(), 'biohicl-address-'))
  const inWork = (name: string) => join(work, name)
  let visit: Visit
  let site: Site
  /** Another site of this app, one that shares its libraries. */
  let other: Server
  /** A plain server without ranges, as some hosts are. */
  let plain: Server
  let otherUrl: string
  let plainUrl: string

  beforeAll(async () => {
    mkdirSync(inWork('no-libraries'))
    mkdirSync(inWork('files'))
    const save = (folder: string, out: string, hasEncoder: boolean) =>
      exportLibrary(
        { folder, out, hasEncoder },
        { out() {}, progress() {}, now: () => 0, signal: new AbortController().signal },
      )
    await save(join(sampleLibraries, 'sample-notes'), inWork('files/notes.biohicl'), true)
    writeFileSync(inWork('files/page.biohicl'), '<!doctype html><title>Please log in</title>')
    writeFileSync(inWork('files/other.biohicl'), 'Something else')

    cpSync(join(sampleLibraries, 'sample-notes'), inWork('signed'), { recursive: true })
    const path = join(inWork('signed'), 'manifest.json')
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as object
    const signed = JSON.stringify({ ...manifest, id: 'signed', title: 'Signed library' })
    writeFileSync(path, await signManifest(signed, publisher))
    await save(inWork('signed'), inWork('files/signed.biohicl'), false)

    other = createStaticServer({
      root: 'dist',
      mounts: { '/models': 'models', '/libraries': sampleLibraries, '/files': inWork('files') },
      isShared: true,
    })
    otherUrl = `http://localhost:${await listen(other, 0)}/`
    plain = createServer((request, response) => {
      const bytes = readFileSync(inWork('files/signed.biohicl'))
      const isShared = request.url !== '/closed.biohicl'
      response.writeHead(200, {
        'Content-Length': bytes.byteLength,
        ...(isShared && { 'Access-Control-Allow-Origin': '*' }),
      })
      response.end(bytes)
    })
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    plainUrl = `http://127.0.0.1:${(plain.address() as AddressInfo).port}/`

    site = await startSite(inWork('no-libraries'))
    visit = await startVisit()
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'needs-library')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
    for (const server of [other, plain]) {
      server.close()
      server.closeAllConnections()
    }
    rmSync(work, { recursive: true, force: true })
  })

  const dialog = () => visit.page.getByRole('dialog', { name: 'Install from an address' })
  const open = async () => {
    if (await dialog().isVisible()) return
    if (!visit.page.url().endsWith('#libraries'))
      await visit.page.getByRole('link', { name: 'Libraries', exact: true }).click()
    await visit.page.getByRole('button', { name: 'Install from an address' }).click()
  }
  const look = async (address: string) => {
    await open()
    await dialog().getByLabel('Address').fill(address)
    await dialog().getByLabel('Address').press('Enter')
  }
  const alert = (words: RegExp) => dialog().getByRole('alert').filter({ hasText: words }).waitFor()
  const heading = (name: string) => dialog().getByRole('heading', { name, exact: true }).waitFor()

  it('is refused in words when the address is of a kind that is not fetched from', async () => {
    await look('http://example.org/heart.biohicl')
    await dialog()
      .getByText(/begin with https/)
      .waitFor()
    await look('https://good.example@evil.example/heart.biohicl')
    await dialog()
      .getByText(/name or a password/)
      .waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
  })

  it('is refused in words when a page or something else comes, or nothing', async () => {
    await look(`${otherUrl}files/page.biohicl`)
    await alert(/A web page came instead of a file/)
    await look(`${otherUrl}files/other.biohicl`)
    await alert(/The file cannot be read/)
    await look(`${otherUrl}files/missing.biohicl`)
    await alert(/A file is missing on the site/)
    expect(await accessibilityProblems(visit.page)).toEqual([])
  })

  it('F35: names the possible causes when the site does not let this one read, or is not there', async () => {
    await look(`${plainUrl}closed.biohicl`)
    await alert(/cannot be read from here.*\(CORS\)/)
    await look('http://127.0.0.1:9/heart.biohicl')
    await alert(/not reachable/)
  })

  it('tells size and origin beforehand, and asks for consent that names the origin where it is unsigned', async () => {
    await look(`${otherUrl}files/notes.biohicl`)
    await heading('Sample notes')
    const { origin } = new URL(otherUrl)
    const text = await dialog().innerText()
    expect(text).toContain(origin)
    expect(text).toMatch(/Download\s+\d+\.\d MB/)
    expect(text).toContain(`Nobody has signed this library`)
    expect(await visit.page.locator(':focus').innerText()).toBe('Sample notes')
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await dialog()
      .getByRole('button', { name: `I trust ${origin}: install it` })
      .click()
    expect(await waitForPhase(visit.page, 'ready', 'failed')).toBe('ready')
    await visit.page.getByRole('link', { name: 'Search', exact: true }).click()
    expect(await ask(visit.page, 'heart failure')).toHaveLength(10)
  })

  it('shows whose key has signed it, also where the server sends it only as a whole', async () => {
    await look(`${plainUrl}signed.biohicl`)
    await dialog()
      .getByRole('heading', { name: /^A library file, .* [kM]B$/ })
      .waitFor()
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await dialog().getByRole('button', { name: 'Download and look' }).click()
    await heading('Signed library')
    expect(await dialog().innerText()).toContain(publisher.publicKey)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await dialog().getByRole('button', { name: 'Install', exact: true }).click()
    await visit.page.getByRole('article', { name: 'Signed library' }).waitFor()
  })

  it('is found on a site of this app by the site’s address', async () => {
    await look(otherUrl)
    await heading('What this site offers')
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await dialog().getByRole('button', { name: 'Look at Sample notes' }).click()
    await heading('Sample notes')
    expect(await dialog().innerText()).toContain('On this device already')
    await dialog().getByRole('button', { name: 'Another address' }).click()
    await dialog().getByRole('button', { name: 'Close' }).click()
  })

  it('never broke the site’s policy', () => {
    expect(
      visit.complaints.filter((text) => /Content Security Policy|Trusted|Allowlist/i.test(text)),
    ).toEqual([])
  })
})
