import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { build } from '../../src/cli/build.ts'
import type { Effects } from '../../src/cli/effects.ts'
import { merge } from '../../src/cli/merge.ts'
import {
  readArguments,
  toBuildOptions,
  toMergeOptions,
  toReencodeOptions,
  toUpdateOptions,
} from '../../src/cli/options.ts'
import { reencode } from '../../src/cli/reencode.ts'
import { update } from '../../src/cli/update.ts'
import { encoderIdText, parseEncoderCard } from '../../src/core/encoder/card.ts'
import { parseManifest, type Manifest } from '../../src/core/pack/manifest.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import { sha256OfText } from '../../src/engine/hash.ts'
import { toyRecord } from '../fakes/toyPack.ts'
import { tinyMpnetFolder } from '../fixtures/tinyMpnet.ts'

/** What tests of library commands share: a folder of their own, notes, and commands run on the small encoder of the fixtures. */

const work = mkdtempSync(join(tmpdir(), 'biohicl-commands-'))
export const at = (name: string) => join(work, name)
export const otherEncoder = at('other-mpnet')
export const none = new AbortController().signal

beforeAll(async () => {
  // Commands take the headings of a data folder where there is one.
  vi.stubEnv('BIOHICL_DATA_DIR', '')
  // The same model with a prefix is another encoder.
  cpSync(tinyMpnetFolder, otherEncoder, { recursive: true })
  const card = parseEncoderCard(readFileSync(join(otherEncoder, 'model.json'), 'utf8'))
  card.name = 'other-mpnet'
  card.prefixes = { query: 'brain ', document: 'brain ' }
  card.id = await sha256OfText(encoderIdText(card))
  writeFileSync(join(otherEncoder, 'model.json'), JSON.stringify(card))
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(work, { recursive: true })
})

export function write(name: string, records: readonly PubmedRecord[]): string {
  writeFileSync(at(name), records.map((record) => `${JSON.stringify(record)}\n`).join(''))
  return at(name)
}

export function writeDeletions(name: string, pmids: readonly string[]): string {
  const list = pmids.map((pmid) => `<PMID Version="1">${pmid}</PMID>`).join('')
  const root = `<PubmedArticleSet><DeleteCitation>${list}</DeleteCitation></PubmedArticleSet>`
  writeFileSync(at(name), `<?xml version="1.0"?>\n${root}\n`)
  return at(name)
}

/** Runs a command as the command line would; `stopAt` is a step of the build at which it is interrupted. */
export async function library(
  line: string,
  stopAt?: string,
): Promise<{ lines: string[]; manifest: Manifest | undefined }> {
  const lines: string[] = []
  const controller = new AbortController()
  const effects: Effects = {
    out: (text) => void lines.push(text),
    progress: (text) => stopAt !== undefined && text.startsWith(stopAt) && controller.abort(),
    now: () => performance.now(),
    signal: controller.signal,
  }
  const words = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''))
  const encoder = words.includes('--encoder') ? [] : ['--encoder', tinyMpnetFolder]
  const { values, positionals } = readArguments([...words, ...encoder])
  const [command, ...rest] = positionals
  const run = () => {
    if (command === 'update') return update(toUpdateOptions(values, rest), effects)
    if (command === 'merge') return merge(toMergeOptions(values, rest), effects)
    if (command === 'reencode') return reencode(toReencodeOptions(values, rest), effects)
    return build({ ...toBuildOptions(values), inputs: values.in ?? [] }, effects)
  }
  return { manifest: await run(), lines }
}

export const manifestText = (name: string) => readFileSync(join(at(name), 'manifest.json'), 'utf8')
export const manifestOf = (name: string) => parseManifest(manifestText(name))

/** Every file of a library's folder; of the manifest what does not tell how it came to be. */
export function contentOf(name: string): Record<string, unknown> {
  const { version: _v, account: _a, source: _s, id: _i, title: _t, ...manifest } = manifestOf(name)
  const files = readdirSync(at(name)).filter((file) => file !== 'manifest.json')
  const bytes = files.map((file) => [file, readFileSync(join(at(name), file)).toString('base64')])
  return { ...(Object.fromEntries(bytes) as object), manifest }
}

export function expectAccountAddsUp({ account }: Manifest): void {
  const skipped = Object.values(account.skipped).reduce((sum, count) => sum + count, 0)
  expect(account.read).toBe(account.kept + skipped)
}

const words = ['gout', 'sepsis', 'asthma', 'stroke', 'migraine', 'eczema']
export function note(n: number, more: Partial<PubmedRecord> = {}): PubmedRecord {
  return toyRecord(String(n), {
    title: `Note ${n} on ${words[n % words.length] ?? ''}.`,
    abstract: [{ text: `What became of ${words[(n * 5 + 1) % words.length] ?? ''} in group ${n}.` }],
    date: { year: 2000 + (n % 25), month: 3 },
    ...more,
  })
}
export const notes = Array.from({ length: 20 }, (_, i) => note(i + 1))
