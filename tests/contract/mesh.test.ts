import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeEach, expect, describe, it } from 'vitest'
import type { Effects } from '../../src/cli/effects.ts'
import { mesh } from '../../src/cli/mesh.ts'
import { loadMesh } from '../../src/cli/meshFiles.ts'
import { readArguments, toMeshOptions } from '../../src/cli/options.ts'

const folder = mkdtempSync(join(tmpdir(), 'biohicl-mesh-'))
const descriptors = ['Diseases', 'Sepsis'].map(
  (name, n) =>
    `<DescriptorRecord><DescriptorUI>D00000${n}</DescriptorUI><DescriptorName><String>${name}</String></DescriptorName>` +
    `<TreeNumberList><TreeNumber>C0${n + 1}</TreeNumber></TreeNumberList></DescriptorRecord>`,
)
const edition = gzipSync(
  `<?xml version="1.0"?>\n<DescriptorRecordSet LanguageCode="eng">${descriptors.join('')}</DescriptorRecordSet>`,
)

let url: string
let answer: RequestListener
let asked: string[]
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  answer(request, response)
})
beforeEach(async () => {
  asked = []
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mesh`
})
afterEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

const out = join(folder, 'desc2026.gz')
const serveEdition: RequestListener = (_request, response) =>
  response.writeHead(200, { 'content-length': edition.byteLength }).end(edition)

async function run(line = `--out ${out}`, signal = new AbortController().signal) {
  const lines: string[] = []
  const progress: string[] = []
  const effects: Effects = {
    out: (text) => lines.push(text),
    progress: (text) => progress.push(text),
    now: () => 0,
    signal,
  }
  const { values } = readArguments([...line.split(' '), '--from', `${url}/`])
  await mesh(toMeshOptions(values, 2026), effects)
  return { lines, progress }
}

describe('library mesh', () => {
  it('fetches the edition of the year and says how it is built with', async () => {
    answer = serveEdition
    const { lines, progress } = await run()
    expect(asked).toEqual(['/mesh/MESH_FILES/xmlmesh/desc2026.gz'])
    expect(lines.slice(1)).toEqual([`MeSH 2026: 2 headings, in ${out}`, `Build with it: --mesh ${out}`])
    expect(progress.at(-1)).toContain('100 % 1/1 MB')
    expect(readdirSync(folder)).toEqual(['desc2026.gz'])
    const tree = await loadMesh({ descriptors: out }, new AbortController().signal)
    expect(tree.byName('sepsis')?.treeNumbers).toEqual(['C02'])
  })

  it('finds an earlier edition at its own place, and tells the year that the name does not', async () => {
    answer = (request, response) =>
      request.url?.startsWith('/mesh/2024/')
        ? serveEdition(request, response)
        : void response.writeHead(404).end()
    const named = join(folder, 'descriptors.gz')
    const { lines } = await run(`--out ${named} --year 2024`)
    expect(asked).toEqual(['/mesh/MESH_FILES/xmlmesh/desc2024.gz', '/mesh/2024/xmlmesh/desc2024.gz'])
    expect(lines.at(-1)).toBe(`Build with it: --mesh ${named} --mesh-year 2024`)
  })

  it('shows what came where the server does not tell the length', async () => {
    answer = (_request, response) => void response.writeHead(200).end(edition)
    expect((await run()).progress.at(-1)).toBe('fetch   0 MB')
  })

  it.each<[string, RequestListener, string, RegExp]>([
    ['no edition', (_, r) => void r.writeHead(404).end(), 'not-found', /desc2026\.gz does not exist/],
    ['a busy server', (_, r) => void r.writeHead(503).end(), 'network', /answered with 503/],
    [
      'a page to log in',
      (_, r) => void r.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      'wrong-body',
      /a web page came/,
    ],
    [
      'a connection that is lost',
      (_, r) => {
        r.writeHead(200, { 'content-length': edition.byteLength })
        r.write(edition.subarray(0, 100), () => r.destroy())
      },
      'network',
      /connection was lost/,
    ],
  ])('says what to do by hand, and leaves what stood there: %s', async (_what, listener, code, words) => {
    answer = listener
    writeFileSync(out, 'old')
    const place = `${url}/MESH_FILES/xmlmesh/desc2026.gz`
    await expect(run()).rejects.toMatchObject({
      code,
      message: expect.stringMatching(words) as string,
    })
    await expect(run()).rejects.toThrow(`By hand: download ${place}\nor ${url}/2026/xmlmesh/desc2026.gz`)
    await expect(run()).rejects.toThrow(`put it at ${out}`)
    expect(readFileSync(out, 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['desc2026.gz'])
  })

  it('says the same where there is no network', async () => {
    url = 'http://nowhere.invalid'
    await expect(run()).rejects.toThrow(/Is there a network\?\nBy hand: download http/)
  })

  it('puts nothing in place that cannot be built with', async () => {
    answer = (_request, response) => void response.end(edition.subarray(0, -20))
    await expect(run()).rejects.toMatchObject({ code: 'input-invalid' })
    expect(existsSync(out)).toBe(false)
  })

  it('stops at Ctrl-C and leaves nothing behind', async () => {
    const controller = new AbortController()
    answer = (_request, response) => {
      response.write(edition.subarray(0, 100), () => controller.abort())
    }
    await expect(run(undefined, controller.signal)).rejects.toMatchObject({ name: 'AbortError' })
    expect(readdirSync(folder)).toEqual([])
  })

  it('wants a name by which the file is known as packed', async () => {
    await expect(run(`--out ${join(folder, 'desc2026.xml')}`)).rejects.toMatchObject({ code: 'usage' })
  })
})
