import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleLibraries } from '../globalSetup.ts'
import { startSite, startVisit, type Site, type Visit } from './site.ts'

/** What keeps less of the framed page from its host, and what keeps more. */
const frames = {
  plain: '',
  sandboxed: 'sandbox="allow-scripts allow-same-origin allow-forms"',
  credentialless: 'credentialless',
}

describe('other sites', () => {
  let site: Site
  let visit: Visit
  let host: Server

  /** Chromium takes each name below localhost for this machine, and each for another site. */
  const hostUrl = (name: string) => `http://${name}.localhost:${(host.address() as AddressInfo).port}/`

  beforeAll(async () => {
    site = await startSite(sampleLibraries)
    host = createServer(({ url }, response) => {
      response.setHeader('Content-Type', 'text/html')
      if (url === '/harmless') return response.end('<p id="root">may be framed</p>')
      const address = url === '/' ? site.url : '/harmless'
      const framed = Object.entries(frames).map(
        ([name, how]) => `<iframe name="${name}" ${how} src="${address}"></iframe>`,
      )
      return response.end(`<!doctype html><title>host</title>${framed.join('')}`)
    })
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    visit = await startVisit()
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
    await new Promise((resolve) => host.close(resolve))
  })

  const rootOf = (name: string) => visit.page.frame({ name })?.locator('#root').count()

  it.each(['a', 'b', 'c'])('R42: cannot show the app in a frame: %s.localhost', async (name) => {
    const [asked, complained] = [site.requests.length, visit.complaints.length]
    await visit.page.goto(hostUrl(name))
    for (const frame of Object.keys(frames)) {
      expect(await rootOf(frame)).toBe(0)
      expect(visit.page.frame({ name: frame })?.url()).toBe('chrome-error://chromewebdata/')
    }
    // The page itself was asked for, and nothing of what it is made of.
    expect(site.requests.slice(asked)).toEqual(Object.keys(frames).map(() => '/'))
    const refusals = visit.complaints
      .slice(complained)
      .filter((text) => text.includes("frame-ancestors 'none'"))
    expect(refusals).toHaveLength(Object.keys(frames).length)
  })

  it('can show another page so: the frames of this test work', async () => {
    await visit.page.goto(`${hostUrl('a')}others`)
    for (const frame of Object.keys(frames)) expect(await rootOf(frame)).toBe(1)
  })
})
