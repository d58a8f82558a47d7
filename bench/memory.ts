/**
 * What a build takes of memory, step by step: npx tsx bench/memory.ts [RECORDS] [WORKERS] [ENCODED], 20,000, 1 and all by default.
 * Records are made up and short, so that their number is what counts. Minutes. Of many records ENCODED says how many are really
 * encoded; the others get made-up vectors, so that hours become minutes while all that takes memory is there.
 */
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { collect, makeLibrary, type Workshop } from '../src/cli/build.ts'
import { defaultEncoderFolder } from '../src/cli/defaults.ts'
import type { Effects } from '../src/cli/effects.ts'
import { withJobs } from '../src/cli/jobs.ts'
import { withScratch } from '../src/cli/scratch.ts'
import type { Embedder, JobEngine } from '../src/engine/ports.ts'
import { describeMachine } from './machine.ts'

const count = Number(process.argv[2] ?? 20_000)
const workers = Number(process.argv[3] ?? 1)
const encoded = Number(process.argv[4] ?? Infinity)
const topics = ['sepsis', 'asthma', 'stroke', 'diabetes', 'migraine', 'gout', 'anaemia', 'eczema']
const folder = mkdtempSync(join(tmpdir(), 'biohicl-memory-'))
const peaks = new Map<string, number>()
let step = 'read'

const effects: Effects = {
  out() {},
  progress(line) {
    note() // what comes before the first progress counts for the step before
    step = /^\w+/.exec(line)?.[0] ?? step
    note()
  },
  now: () => performance.now(),
  signal: new AbortController().signal,
}

try {
  const file = join(folder, 'records.jsonl')
  await writeRecords(file)
  note()
  // Steps that never wait let no timer run: they are looked at when they tell of progress.
  const timer = setInterval(note, 50)
  const start = performance.now()
  const out = join(folder, 'library')
  await withJobs({ encoderFolder: defaultEncoderFolder, workers }, (jobs) =>
    withScratch(out, (scratch) => build(file, out, { jobs, scratch })),
  ).finally(() => clearInterval(timer))
  for (const line of describeMachine()) console.log(line)
  const texts = encoded < count ? `, ${encoded} of them encoded` : ''
  console.log(
    `${count} records${texts}, ${workers} workers, ${((performance.now() - start) / 1000).toFixed(1)} s`,
  )
  for (const [name, bytes] of peaks)
    console.log(`${name.padEnd(8)} ${(bytes / 1e6).toFixed(0)} MB resident at most`)
  console.log(`in all   ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB`)
} finally {
  rmSync(folder, { recursive: true })
}

async function build(file: string, out: string, { jobs, scratch }: Workshop): Promise<void> {
  const collection = await collect([file], jobs.read, { mesh: undefined, jobs, scratch }, effects)
  const opened: JobEngine = {
    ...jobs,
    async openEncoder() {
      const { card, embedder } = await jobs.openEncoder()
      step = 'encode'
      note()
      return { card, embedder: makeUp(embedder) }
    },
  }
  const description = {
    id: 'memory',
    title: 'Memory',
    kind: 'pubmed',
    source: 'made up',
    licence: 'none',
  } as const
  const options = { out, batchSize: 1, description, mesh: undefined, startMs: 0 }
  await makeLibrary(collection, { ...options, jobs: opened, scratch }, effects)
}

/** Vectors of no meaning behind the first texts. */
function makeUp(embedder: Embedder): Embedder {
  let asked = 0
  return {
    ...embedder,
    async embed(texts, kind) {
      asked += texts.length
      if (kind === 'query' || asked <= encoded) return embedder.embed(texts, kind)
      const vectors = new Float32Array(texts.length * embedder.dims)
      for (let at = 0; at < vectors.length; at += embedder.dims) {
        const numbers = Float32Array.from({ length: embedder.dims }, () => Math.random() - 0.5)
        const length = Math.hypot(...numbers)
        vectors.set(
          numbers.map((number) => number / length),
          at,
        )
      }
      return { vectors, tokens: texts.map(() => 1) }
    },
  }
}

function note(): void {
  peaks.set(step, Math.max(peaks.get(step) ?? 0, process.memoryUsage.rss()))
}

async function writeRecords(path: string): Promise<void> {
  const stream = createWriteStream(path)
  for (let n = 1; n <= count; n++) {
    const topic = topics[n % topics.length] ?? ''
    const record = {
      pmid: String(n),
      title: `Outcome ${n} after ${topic}`,
      abstract: `Group ${n} had ${topic}, and was followed for ${n % 60} months; ${n % 7} of ${n} did well.`,
      year: 1980 + (n % 45),
    }
    if (!stream.write(`${JSON.stringify(record)}\n`)) await once(stream, 'drain')
  }
  stream.end()
  await finished(stream)
}
