// `npm run fuzz -- [target] [seconds]`: each target, or the one that is named, with inputs that are made of those which reached new
// code. What V8 counts for coverage says which did, so this needs nothing that is compiled for a machine.

import { mkdirSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import fc from 'fast-check'
import type { Bytes } from '../../src/core/bytes.ts'
import { inputsFrom } from './inputs.ts'
import { makeSeeds } from './seeds.ts'
import * as targets from './targets.ts'

type Name = keyof typeof targets

const findings = '.cache/fuzz'
/** Asking for coverage takes as long as hundreds of runs. */
const batchSize = 500
const slowMs = 2000

const session = new Session()
const seen = new Set<string>()

/** Where in `src` the runs since the last call have been, and none before. */
async function takeNewPlaces(): Promise<string[]> {
  const { result } = await session.post('Profiler.takePreciseCoverage')
  const places = result
    .filter(({ url }) => url.includes('/src/'))
    .flatMap(({ url, functions }) =>
      functions.flatMap(({ ranges }) =>
        ranges.flatMap(({ startOffset, endOffset, count }) =>
          count > 0 ? [`${url} ${startOffset} ${endOffset}`] : [],
        ),
      ),
    )
  return places.filter((place) => !seen.has(place))
}

function run(name: Name, bytes: Bytes): void {
  const startMs = performance.now()
  try {
    targets[name](bytes)
    if (performance.now() - startMs > slowMs) throw new Error(`It took more than ${slowMs} ms.`)
  } catch (cause) {
    mkdirSync(findings, { recursive: true })
    const path = `${findings}/${name}-${Date.now()}`
    writeFileSync(path, bytes)
    throw new Error(`${name} failed with the bytes in ${path}. Mend it, and keep them as a test.`, { cause })
  }
}

/** Those that reach new code: where all together do not, none is asked alone. */
async function findGaining(name: Name, inputs: readonly Bytes[]): Promise<readonly Bytes[]> {
  for (const bytes of inputs) run(name, bytes)
  const places = await takeNewPlaces()
  if (places.length === 0) return []
  if (inputs.length === 1) {
    for (const place of places) seen.add(place)
    return inputs
  }
  const middle = inputs.length >> 1
  return [
    ...(await findGaining(name, inputs.slice(0, middle))),
    ...(await findGaining(name, inputs.slice(middle))),
  ]
}

async function fuzz(name: Name, seeds: readonly Bytes[], seconds: number): Promise<void> {
  const endMs = performance.now() + seconds * 1000
  await findGaining(name, seeds)
  const corpus = [...seeds]
  let runs = 0
  while (performance.now() < endMs) {
    const batch = fc.sample(inputsFrom(corpus), batchSize)
    corpus.push(...(await findGaining(name, batch)))
    runs += batch.length
  }
  console.log(`${name}: ${runs} inputs; ${corpus.length - seeds.length} of them reached new code`)
}

async function main(chosen?: string, seconds = '60'): Promise<void> {
  const seeds = await makeSeeds()
  const names = (Object.keys(targets) as Name[]).filter((name) => chosen === undefined || name === chosen)
  if (names.length === 0 || !/^[1-9]\d*$/.test(seconds))
    throw new Error(`Usage: npm run fuzz -- [target] [seconds]. Targets: ${Object.keys(targets).join(', ')}.`)
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  for (const name of names) await fuzz(name, seeds[name], Number(seconds))
}

await main(...process.argv.slice(2))
