/**
 * What a build takes of memory, step by step: npx tsx bench/memory.ts [RECORDS] [WORKERS], 20,000 and 1 by default. Records are
 * made up and short, so that their number is what counts. Minutes.
 */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { build } from '../src/cli/build.ts'
import { defaultEncoderFolder } from '../src/cli/defaults.ts'
import { describeMachine } from './machine.ts'

const count = Number(process.argv[2] ?? 20_000)
const workers = Number(process.argv[3] ?? 1)
const topics = ['sepsis', 'asthma', 'stroke', 'diabetes', 'migraine', 'gout', 'anaemia', 'eczema']
const folder = mkdtempSync(join(tmpdir(), 'biohicl-memory-'))
const peaks = new Map<string, number>()
let step = 'read'

try {
  const file = join(folder, 'records.jsonl')
  await writeRecords(file)
  note()
  // Steps that never wait let no timer run: they are looked at when they tell of progress.
  const timer = setInterval(note, 50)
  const start = performance.now()
  await build(
    {
      inputs: [file],
      out: join(folder, 'library'),
      encoderFolder: defaultEncoderFolder,
      batchSize: 1,
      workers,
      description: { id: 'memory', title: 'Memory', kind: 'pubmed', licence: 'none' },
    },
    {
      out() {},
      progress(line) {
        note() // what comes before the first progress counts for the step before: opening the encoder for reading
        step = /^\w+/.exec(line)?.[0] ?? step
        note()
      },
      now: () => performance.now(),
      signal: new AbortController().signal,
    },
  ).finally(() => clearInterval(timer))
  for (const line of describeMachine()) console.log(line)
  console.log(`${count} records, ${workers} workers, ${((performance.now() - start) / 1000).toFixed(1)} s`)
  for (const [name, bytes] of peaks)
    console.log(`${name.padEnd(8)} ${(bytes / 1e6).toFixed(0)} MB resident at most`)
  console.log(`in all   ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB`)
} finally {
  rmSync(folder, { recursive: true })
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
    stream.write(`${JSON.stringify(record)}\n`)
  }
  stream.end()
  await finished(stream)
}
