import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest'
import { ask, breakEngine, startSite, startVisit, waitForPhase, type Site, type Visit } from '../e2e/site.ts'
import { sampleLibraries } from '../globalSetup.ts'

/** Makes SwiftShader look like a graphics card: by itself the page does not take what is emulated in software. */
const likeACard = `
  Object.defineProperty(GPUAdapter.prototype, 'info', { get: () => ({ vendor: 'test', architecture: 'card', isFallbackAdapter: false }) });`

const question = 'chest pain'
let site: Site
let visit: Visit | undefined
let expected: string[]

beforeAll(async () => {
  site = await startSite(sampleLibraries)
  const reference = await open('wasm')
  expected = await ask(reference.page, question)
  await reference.close()
})
afterEach(() => visit?.close())
afterAll(() => site.stop())

async function open(backend: string, code?: string): Promise<Visit> {
  visit = await startVisit()
  if (code !== undefined) await breakEngine(visit.context, code)
  await visit.page.goto(`${site.url}?backend=${backend}`)
  await waitForPhase(visit.page, 'ready')
  return visit
}

/** What the status at the foot of the page says of the backend. */
async function reasonOf({ page }: Visit): Promise<string> {
  await page.locator('footer summary').click()
  return page
    .locator('footer dt', { hasText: 'Runs on' })
    .locator('xpath=following-sibling::dd[1]')
    .innerText()
}

const overlap = (found: string[]) => found.filter((pmid) => expected.includes(pmid)).length

describe('graphics that cannot be used', () => {
  it.each([
    [
      'R23, F39: there is none',
      `Object.defineProperty(navigator, 'gpu', { value: undefined });`,
      /no WebGPU/,
    ],
    [
      'R23, F40: there is no adapter',
      `GPU.prototype.requestAdapter = async () => null;`,
      /no graphics adapter/,
    ],
    [
      'R23, F40: the device is refused',
      `${likeACard} GPUAdapter.prototype.requestDevice = () => Promise.reject(new Error('refused'));`,
      /WebGPU does not work here/,
    ],
    [
      'R1, R23, F42: it computes wrongly',
      `${likeACard}
       const mapped = GPUBuffer.prototype.getMappedRange;
       GPUBuffer.prototype.getMappedRange = function (...range) {
         const buffer = mapped.apply(this, range);
         if (this.usage & GPUBufferUsage.MAP_READ) new Float32Array(buffer, 0, buffer.byteLength >> 2).reverse();
         return buffer;
       };`,
      /WebAssembly is used instead/,
    ],
    [
      'R24, F43: it never answers',
      // What takes a minute or more is given up at once, and nothing else.
      `${likeACard}
       const wait = setTimeout;
       globalThis.setTimeout = (run, ms, ...rest) => wait(run, ms >= 60_000 ? 1000 : ms, ...rest);
       GPUBuffer.prototype.mapAsync = () => new Promise(() => {});`,
      /WebGPU does not work here/,
    ],
  ])('%s: WebAssembly answers, and the status says why', async (_what, code, reason) => {
    const { page } = await open('auto', code)
    await page.locator('body[data-backend=wasm]').waitFor()
    expect(await ask(page, question)).toEqual(expected)
    expect(await reasonOf(visit as Visit)).toMatch(reason)
  })
})

describe('graphics that are lost while one searches', () => {
  it('R24, F41: the question is answered by WebAssembly, as by itself, and so is the next one', async () => {
    const lost = await open('webgpu')
    const { page } = lost
    await page.locator('body[data-backend=webgpu]').waitFor()
    expect(overlap(await ask(page, question))).toBeGreaterThanOrEqual(9) // another file of the same model
    const browser = lost.context.browser()
    const cdp = await browser?.newBrowserCDPSession()
    await cdp?.send('Browser.crashGpuProcess').catch(() => {}) // it ends before it could answer
    await ask(page, 'swelling of the ankles')
    await page.locator('body[data-backend=wasm]').waitFor()
    expect(await ask(page, question)).toEqual(expected)
    expect(await reasonOf(lost)).toMatch(/WebGPU does not work here, so WebAssembly is used/)
    expect(lost.complaints.filter((each) => /unhandled|uncaught/i.test(each))).toEqual([])
  })
})
