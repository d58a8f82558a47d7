/**
 * Whether an encoder of bge-large's shape (0.3 billion weights, random ones) can be converted and run in Chromium, and
 * what that takes: npx tsx bench/large.ts [FOLDER]. FOLDER keeps what was made, for the next time. Minutes, and 8 GB.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask, startSite, startVisit } from '../tests/e2e/site.ts'
import { offerLibrary } from '../tests/long/offerLibrary.ts'
import { describeMachine } from './machine.ts'

const name = 'random-large'
const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'biohicl-large-'))
const models = join(folder, 'models')
const libraries = join(folder, 'libraries')
const limit = { timeout: 1_800_000 }
const python = process.env.PYTHON ?? '.venv/bin/python'

if (!existsSync(join(models, name, 'model.json'))) {
  const checkpoint = join(folder, 'checkpoint')
  timed('making the checkpoint', () => runPython('training/tests/save_large.py', checkpoint))
  const options = ['--name', name, '--license', 'Apache-2.0', '--out', models]
  timed('converting it', () => runPython('training/convert.py', checkpoint, ...options))
}
for (const file of ['model_quantized.onnx', 'model.onnx'])
  console.log(`${file}: ${(readFileSync(join(models, name, 'onnx', file)).byteLength / 1e6).toFixed(1)} MB`)
if (!existsSync(join(libraries, 'catalogue.json'))) {
  const encoderFolder = join(models, name)
  await offerLibrary(libraries, { file: join('samples', 'notes.jsonl'), records: 20, encoderFolder })
}
for (const line of describeMachine()) console.log(line)

await measure('wasm')
await measure('webgpu')

async function measure(backend: 'wasm' | 'webgpu'): Promise<void> {
  const site = await startSite(libraries, models)
  const visit = await startVisit()
  const greatest = new Map<string, number>()
  const timer = setInterval(() => noteMemory(greatest), 250)
  try {
    const { page } = visit
    await page.goto(`${site.url}?backend=${backend}`)
    await page.getByText('Testing it with texts').first().waitFor(limit)
    console.log(`${backend}: first visit, the encoder is open after ${await seconds()}`)
    // In software, the texts of the self-test alone take half an hour.
    if (backend === 'webgpu') return
    const phase = await end()
    console.log(`${backend}: ${phase} after ${await seconds()}`)
    if (phase === 'failed') return console.log((await page.locator('main').innerText()).replace(/\s+/g, ' '))
    await page.reload()
    await end()
    console.log(`${backend}: installed, ready after ${await seconds()}`)
    const start = performance.now()
    await ask(page, 'which treatment lowers blood pressure?')
    console.log(`${backend}: a query takes ${((performance.now() - start) / 1000).toFixed(1)} s`)

    async function end() {
      await page
        .locator('body[data-encoder="ready"], body[data-encoder="failed"], body[data-phase="failed"]')
        .waitFor(limit)
      return page.getAttribute('body', 'data-phase')
    }
    async function seconds() {
      return `${((await page.evaluate(() => performance.now())) / 1000).toFixed(1)} s`
    }
  } finally {
    clearInterval(timer)
    for (const [type, bytes] of greatest)
      console.log(`${backend}: ${type} took ${(bytes / 1e9).toFixed(2)} GB at most`)
    await visit.close()
    await site.stop()
  }
}

/** Resident memory of Chromium's processes that come from this one, the greatest of each kind so far (Linux). */
function noteMemory(greatest: Map<string, number>): void {
  const parents = new Map<number, number>()
  const found = new Map<number, { type: string; bytes: number }>()
  for (const id of readdirSync('/proc').map(Number).filter(Boolean)) {
    try {
      const status = readFileSync(`/proc/${id}/status`, 'utf8')
      parents.set(id, Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]))
      const type = /--type=([\w-]+)/.exec(readFileSync(`/proc/${id}/cmdline`, 'utf8'))?.[1]
      const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1])
      if (type !== undefined && kilobytes > 0) found.set(id, { type, bytes: kilobytes * 1024 })
    } catch {
      // The process has ended meanwhile.
    }
  }
  const isOurs = (id: number): boolean => id === process.pid || (id > 1 && isOurs(parents.get(id) ?? 0))
  for (const [id, { type, bytes }] of found)
    if (isOurs(id)) greatest.set(type, Math.max(greatest.get(type) ?? 0, bytes))
}

function runPython(...args: string[]): void {
  execFileSync(python, args, { stdio: 'inherit' })
}

function timed(what: string, run: () => void): void {
  const start = performance.now()
  run()
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
}
