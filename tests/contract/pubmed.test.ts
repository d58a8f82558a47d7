import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultEncoderFolder } from '../../src/cli/defaults.ts'
import type { Effects } from '../../src/cli/effects.ts'
import { pubmed } from '../../src/cli/pubmed.ts'
import { serveEutils } from '../fixtures/eutils.ts'

const folder = mkdtempSync(join(tmpdir(), 'biohicl-pubmed-'))
const titles = ['Green tea and sleep.', 'Black tea and sleep.', 'Coffee and sleep.']
const records = titles.map((title, n) => ({ pmid: String(n + 1), title, entryDay: `2020/01/0${n + 1}` }))

let server: Awaited<ReturnType<typeof serveEutils>>
beforeAll(async () => {
  server = await serveEutils(records)
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

async function run(term: string, out: string, limit = 100) {
  const lines: string[] = []
  const effects: Effects = {
    out: (line) => lines.push(line),
    progress() {},
    now: () => performance.now(),
    signal: new AbortController().signal,
  }
  const manifest = await pubmed(
    {
      ...{ term, limit, out: join(folder, out), encoderFolder: defaultEncoderFolder, batchSize: 1 },
      eutils: { url: server.url, tool: 'test' },
      description: { id: 'tea', title: 'Tea', kind: 'pubmed', licence: 'None.' },
    },
    effects,
  )
  return { lines, manifest }
}

describe('a library of a PubMed search', () => {
  it('holds what is found, and names the search as its source', async () => {
    const { lines, manifest } = await run('tea sleep', 'teas')
    expect(manifest).toMatchObject({ records: 2, source: 'PubMed search tea sleep' })
    expect(lines.slice(0, 3)).toEqual([
      'Searching PubMed for tea sleep …',
      '  PubMed read it as "tea"[All Fields] AND "sleep"[All Fields]',
      '  2 records',
    ])
    expect(existsSync(join(folder, 'teas.partial'))).toBe(false)
  })

  it('says when a limit leaves some out', async () => {
    const { lines, manifest } = await run('sleep', 'one', 1)
    expect(manifest.records).toBe(1)
    expect(lines).toContain('  3 records, of which the newest 1 are fetched')
  })

  it('is not made of nothing', async () => {
    await expect(run('cocoa', 'none')).rejects.toMatchObject({ code: 'usage' })
    expect(existsSync(join(folder, 'none')) || existsSync(join(folder, 'none.partial'))).toBe(false)
  })
})
