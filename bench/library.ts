/**
 * A library of all 15,117 abstracts with headings: how long it takes to build and where the time goes, how large it is, and how
 * soon words and both answer. npx tsx bench/library.ts FOLDER, with BIOHICL_DATA_DIR; about ten minutes. FOLDER keeps the library
 * for the next time, when only searching is measured.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from '../src/cli/build.ts'
import { defaultEncoderFolder } from '../src/cli/defaults.ts'
import { findMeshFiles } from '../src/cli/meshFiles.ts'
import { totalBytes } from '../src/core/pack/files.ts'
import { parseManifest } from '../src/core/pack/manifest.ts'
import { openLibrary } from '../src/engine/library.ts'
import { search, type SearchMode } from '../src/engine/search.ts'
import { openVectors } from '../src/engine/vectors.ts'
import { openNodeEncoder } from '../src/platform/node/encoder.ts'
import { createFolderStore } from '../src/platform/node/folderStore.ts'
import { loadHnswlibModule } from '../src/platform/node/hnswlibModule.ts'
import { createHnswLibrary } from '../src/platform/wasm/hnswlib.ts'
import { describeMachine } from './machine.ts'
import { spread } from './stats.ts'

const [out] = process.argv.slice(2)
const dataDir = process.env.BIOHICL_DATA_DIR
if (out === undefined || dataDir === undefined)
  throw new Error('Usage: BIOHICL_DATA_DIR=… npx tsx bench/library.ts FOLDER')
const folder = out
const queries = readFileSync('tests/fixtures/queries.txt', 'utf8').trim().split('\n')

for (const line of describeMachine()) console.log(line)
if (!existsSync(join(folder, 'manifest.json')))
  await buildAll(join(dataDir, 'pubmed', 'pubmed_mesh.jsonl.gz'))
await measure()

async function buildAll(rows: string): Promise<void> {
  const seconds = new Map<string, number>()
  const start = performance.now()
  let last = start
  const mesh = findMeshFiles(dataDir ?? '')
  await build(
    {
      ...{
        inputs: [rows],
        out: folder,
        encoderFolder: defaultEncoderFolder,
        batchSize: 1,
        ...(mesh && { mesh }),
      },
      description: { id: 'bench', title: 'Benchmark', kind: 'pubmed', licence: 'for measuring' },
    },
    {
      out: (line) => console.error(line),
      progress(line) {
        const step = line.split(' ', 1)[0] ?? ''
        const now = performance.now()
        seconds.set(step, (seconds.get(step) ?? 0) + (now - last) / 1000)
        last = now
      },
      now: () => performance.now(),
      signal: new AbortController().signal,
    },
  )
  const total = (performance.now() - start) / 1000
  console.log(`whole build: ${(total / 60).toFixed(1)} min`)
  // What lies between two reports of progress counts to the later one: reading and words are in the step after them.
  for (const [step, took] of seconds)
    console.log(`  up to the end of ${step}: ${took.toFixed(1)} s, ${((100 * took) / total).toFixed(1)} %`)
}

async function measure(): Promise<void> {
  const store = createFolderStore(folder, 'library')
  const [bundle] = await store.list()
  if (!bundle) throw new Error(`${folder} holds no library.`)
  const { files, records } = parseManifest(bundle.manifest)
  console.log(`${records} records, ${(totalBytes(files) / records).toFixed(0)} bytes a record:`)
  for (const { name, bytes } of files) console.log(`  ${name}: ${(bytes / records).toFixed(1)}`)

  const library = await openLibrary(bundle.key, store)
  const { card, embedder } = await openNodeEncoder(defaultEncoderFolder)
  const hnsw = await createHnswLibrary(loadHnswlibModule)
  const vectors = await openVectors(library, { hnsw, card })
  const ports = { library, meaning: { vectors, embedder, card }, now: () => performance.now() }
  for (const mode of ['words', 'meaning', 'both'] satisfies SearchMode[]) {
    const times: { total: number; search: number }[] = []
    for (const text of queries) {
      const request = { text, mode, k: 10, isExact: false }
      const { timings } = await search(request, ports, new AbortController().signal)
      times.push({ total: timings.totalMs, search: timings.searchMs })
    }
    const totals = times.map(({ total }) => total)
    const searches = times.map(({ search: took }) => took)
    console.log(`by ${mode}: ${spread(totals, 'ms')} in all, ${spread(searches, 'ms')} ranking`)
  }
  vectors.close()
  await embedder.close()
}
