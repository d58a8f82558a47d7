/**
 * What predicted headings are worth: records of a library with headings are held out and get those of their nearest neighbours
 * among the others. The settings are chosen on one half of the held-out records, the figures are those of the other. They are
 * held out in the order in which training does it (training/data.py), so that the shipped encoder has not seen their headings.
 * npx tsx bench/predict.ts FOLDER, where FOLDER is a built library, as bench/library.ts leaves one.
 */
import { createHash } from 'node:crypto'
import type { PredictedHeading } from '../src/core/evidence.ts'
import { checkTags } from '../src/core/mesh/checkTags.ts'
import { AppError } from '../src/core/errors.ts'
import { parseManifest } from '../src/core/pack/manifest.ts'
import { scoreVectors } from '../src/core/exactIndex.ts'
import { rankRows } from '../src/core/topK.ts'
import { dequantize } from '../src/core/quantize.ts'
import { packFile } from '../src/core/pack/manifest.ts'
import { toInt8 } from '../src/core/bytes.ts'
import { openLibrary, readBlocks } from '../src/engine/library.ts'
import { prediction, shareHeadings, type Neighbour } from '../src/engine/predict.ts'
import { createFolderStore } from '../src/platform/node/folderStore.ts'

/** As many as training holds out. */
const mostHeldOut = 1500

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Usage: npx tsx bench/predict.ts FOLDER')
const store = createFolderStore(folder, 'library')
const [bundle] = await store.list()
if (!bundle) throw new AppError('library-missing', `${folder} holds no library.`)
const { dims, title } = parseManifest(bundle.manifest)
const library = await openLibrary(bundle.key, store)
const vectors = dequantize(toInt8(await library.reader.file(packFile.vectors)), dims, packFile.vectors)
const headings: string[][] = []
for await (const block of readBlocks(library))
  for (const record of block) headings.push([...new Set(record.headings.map(({ name }) => name))])

interface HeldOut {
  truth: string[]
  neighbours: Neighbour[]
}

const indexed = [...headings.keys()].filter((row) => (headings[row] ?? []).length > 0)
const hashOf = (row: number) => createHash('sha256').update(`record ${library.pmids[row]}`).digest('hex')
const hashes = new Map(indexed.map((row) => [row, hashOf(row)]))
const heldOut = indexed
  .toSorted((a, b) => ((hashes.get(a) ?? '') < (hashes.get(b) ?? '') ? -1 : 1))
  .slice(0, Math.min(mostHeldOut, Math.floor(indexed.length / 10)))
const isHeldOut = new Set(heldOut)
const cases = heldOut.map((row): HeldOut => {
  const scores = scoreVectors(vectors, dims, vectors.subarray(row * dims, (row + 1) * dims))
  for (const other of isHeldOut) scores[other] = -1
  const { rows, scores: found } = rankRows(scores, 100)
  const neighbours = Array.from(rows, (other, place) => ({
    score: found[place] ?? 0,
    headings: (headings[other] ?? []).map((name) => ({ name })),
  }))
  return { truth: headings[row] ?? [], neighbours }
})
const [tuning, testing] = [cases.filter((_, i) => i % 2 === 0), cases.filter((_, i) => i % 2 === 1)]

interface Figures {
  f1: number
  precision: number
  recall: number
}

/** Over all pairs of record and heading. */
function measure(of: readonly Ranked[], isCounted: (name: string) => boolean, threshold: number): Figures {
  let [right, given, wanted] = [0, 0, 0]
  for (const { truth, ranked } of of) {
    const predicted = ranked.filter(({ name, share }) => share >= threshold && isCounted(name))
    right += predicted.filter(({ name }) => truth.has(name)).length
    given += predicted.length
    wanted += [...truth].filter(isCounted).length
  }
  const [precision, recall] = [right / (given || 1), right / (wanted || 1)]
  return { f1: (2 * precision * recall) / (precision + recall || 1), precision, recall }
}

interface Ranked {
  truth: Set<string>
  ranked: PredictedHeading[]
}

const rank = (of: readonly HeldOut[], neighbours: number, power: number): Ranked[] =>
  of.map((one) => ({
    truth: new Set(one.truth),
    ranked: shareHeadings(one.neighbours, { ...prediction, neighbours, power }),
  }))

const thresholds = Array.from({ length: 19 }, (_, i) => (i + 1) / 20)

/** The best by F1. */
function choose(
  isCounted: (name: string) => boolean,
  neighbours: readonly number[],
  powers: readonly number[],
) {
  const choices = neighbours.flatMap((most) =>
    powers.flatMap((power) => {
      const ranked = rank(tuning, most, power)
      return thresholds.map((threshold) => ({
        ...{ neighbours: most, power, threshold },
        ...measure(ranked, isCounted, threshold),
      }))
    }),
  )
  return choices.reduce((best, choice) => (choice.f1 > best.f1 ? choice : best))
}

const isCheckTag = (name: string) => checkTags.has(name)
const isHeading = (name: string) => !checkTags.has(name)
console.log(`“${title}”: ${indexed.length} records with headings, ${heldOut.length} of them held out`)
const best = choose(isHeading, [5, 10, 20, 40], [0, 2, 4, 8])
const bestTags = choose(isCheckTag, [best.neighbours], [best.power])
for (const [what, { neighbours, power, threshold, ...figures }] of [
  ['headings', best],
  ['check tags', bestTags],
] as const)
  console.log(
    `${what}, best on ${tuning.length}: ${neighbours} neighbours, power ${power}, threshold ${threshold}: ${show(figures)}`,
  )
const tested = rank(testing, prediction.neighbours, prediction.power)
console.log(`as shipped (${JSON.stringify(prediction)}), on the other ${testing.length}:`)
console.log(`  headings: ${show(measure(tested, isHeading, prediction.threshold))}`)
console.log(`  check tags: ${show(measure(tested, isCheckTag, prediction.checkTagThreshold))}`)

function show({ f1, precision, recall }: Figures): string {
  return `F1 ${f1.toFixed(3)}, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`
}
