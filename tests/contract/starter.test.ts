import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Effects } from '../../src/cli/effects.ts'
import { listInputs } from '../../src/cli/inputs.ts'
import { prepare } from '../../src/cli/prepare.ts'
import { readSourceFile } from '../../src/platform/node/sources/files.ts'
import { dataDir } from '../fixtures/dataDir.ts'
import { serveEutils, type ServedRecord } from '../fixtures/eutils.ts'

const folder = mkdtempSync(join(tmpdir(), 'biohicl-starter-'))
/** A query that finds the first two; the default one finds the third. */
const term = 'tea sleep'
const defaultTerm = 'systematic review[pt] AND english[la] AND hasabstract'
const titles = ['Green tea and sleep.', 'Black tea and sleep.', `Coffee: ${defaultTerm}`]
const records = titles.map((title, n) => ({ pmid: String(n + 1), title, entryDay: `2020/01/0${n + 1}` }))

let server: Awaited<ReturnType<typeof serveEutils>>
beforeAll(async () => {
  server = await serveEutils(records)
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

interface Person {
  /** What is typed at the question; nobody sits there without. */
  answer?: boolean
  /** What was given by name. */
  starter?: { term: string; limit?: number }
}

async function run(site: string, { answer, starter }: Person, url = server.url) {
  const lines: string[] = []
  const questions: string[] = []
  const effects: Effects = {
    out: (line) => lines.push(line),
    progress() {},
    ...(answer !== undefined && { ask: (question) => (questions.push(question), Promise.resolve(answer)) }),
    now: () => performance.now(),
    signal: new AbortController().signal,
  }
  const sentBefore = server.urls.length
  const options = { siteFolder: join(folder, site), starter: { eutils: { url, tool: 'test' }, ...starter } }
  const catalogue = await prepare(options, effects)
  return { lines, questions, sent: server.urls.slice(sentBefore), catalogue }
}

describe('a first library from PubMed', () => {
  it('is not fetched where nobody can be asked: the exact command is told', async () => {
    const { lines, sent, catalogue } = await run('site', {})
    expect([sent, catalogue.default]).toEqual([[], 'sample-notes'])
    expect(lines).toContain(`  npm start -- --starter "${defaultTerm}" --starter-limit 500`)
  })

  it('is offered with the query, the number and the receiver, and a no sends nothing', async () => {
    const { lines, questions, sent, catalogue } = await run('site', { answer: false })
    expect(lines).toContain(`  ${defaultTerm} (the newest 500)`)
    expect(questions).toEqual(['Make it? The search is sent to NLM (127.0.0.1).'])
    expect([sent, catalogue.default]).toEqual([[], 'sample-notes'])
  })

  it('leaves the sample notes and the reason when it fails midway, and goes on there the next time', async () => {
    server.failAfter(2) // the search and its list
    const failed = await run('site', { starter: { term } })
    server.failAfter(Infinity)
    expect(failed.catalogue.default).toBe('sample-notes')
    expect(failed.lines).toContainEqual(
      expect.stringMatching(
        /^The library was not made, and the sample notes stand in: .* answered 503: Busy/,
      ),
    )
    expect(failed.lines).toContain('The same command goes on where it stopped.')

    const { sent, catalogue } = await run('site', { starter: { term } })
    expect(sent).toEqual([expect.stringContaining('/efetch.fcgi?')])
    expect(catalogue).toMatchObject({
      default: 'pubmed-starter',
      libraries: [{ id: 'pubmed-starter', title: 'PubMed: tea sleep', records: 2 }, { id: 'sample-notes' }],
    })
  })

  it('is neither offered nor fetched where there are real records', async () => {
    const offered = await run('site', { answer: true })
    expect([offered.questions, offered.sent]).toEqual([[], []])
    const { lines, sent } = await run('site', { starter: { term: 'coffee' } })
    expect(sent).toEqual([])
    expect(lines[0]).toBe('--starter: the site has real records already, so nothing is fetched.')
  })

  it('is made at a yes, of the default search and without the sample notes', async () => {
    const { catalogue } = await run('yes', { answer: true })
    expect(catalogue.libraries).toMatchObject([{ title: 'Recent systematic reviews', records: 1 }])
    expect(existsSync(join(folder, 'yes', 'sample-notes'))).toBe(false)
  })

  it('is made of the search and the number that are given by name, without a question', async () => {
    const { questions, catalogue } = await run('named', { answer: false, starter: { term, limit: 1 } })
    expect(questions).toEqual([])
    expect(catalogue.libraries).toMatchObject([{ id: 'pubmed-starter', records: 1 }])
  })

  it('is not made of a search that finds nothing', async () => {
    cpSync(join(folder, 'site', 'sample-notes'), join(folder, 'nothing', 'sample-notes'), { recursive: true })
    cpSync(join(folder, 'site', '.sample-notes.stamp'), join(folder, 'nothing', '.sample-notes.stamp'))
    const { lines, catalogue } = await run('nothing', { starter: { term: 'cocoa' } })
    expect(catalogue.default).toBe('sample-notes')
    expect(lines).toContainEqual(expect.stringContaining('PubMed finds no record for it.'))
  })

  it.skipIf(!dataDir)('holds records with the titles of genuine ones', async () => {
    const found: ServedRecord[] = []
    for (const path of await listInputs([join(dataDir ?? '', 'records')])) {
      const onRecord = ({ pmid, title }: { pmid: string; title: string }) =>
        void found.push({ pmid, title, entryDay: '2020/01/01' })
      await readSourceFile(path, { onRecord, onDelete() {}, onSkip() {} })
    }
    const genuine = await serveEutils(found)
    const starter = { term: 'the', limit: 30 }
    const { catalogue } = await run('genuine', { starter }, genuine.url).finally(genuine.close)
    expect(catalogue.libraries[0]?.records).toBeGreaterThan(20)
  })
})
