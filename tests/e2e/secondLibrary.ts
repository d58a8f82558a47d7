import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from '../../src/cli/build.ts'
import { defaultEncoderFolder } from '../../src/cli/defaults.ts'
import { parseCatalogue, type CatalogueEntry } from '../../src/core/catalogue.ts'
import { totalBytes } from '../../src/core/pack/files.ts'
import { createFolderStore } from '../../src/platform/node/folderStore.ts'

const notes = readFileSync('samples/notes.jsonl', 'utf8').trim().split('\n')
/** Notes that stand in both libraries. */
export const sharedNotes = notes
  .slice(0, 5)
  .map((line) => JSON.parse(line) as { pmid: string; title: string } & Record<string, unknown>)
const own = [
  'Ringworm in falconers',
  'Kestrel bites of the hand',
  'Hooded eagles and their keepers’ asthma',
].map((title, place) => ({
  ...sharedNotes[0],
  pmid: String(910_000_001 + place),
  title,
  abstract: [{ text: `${title}: what keepers of birds of prey told in ${place + 3} villages.` }],
}))

/** Puts a second library beside the sample notes: five of the same notes, and three of its own. */
export async function offerSecondLibrary(libraries: string): Promise<void> {
  const file = join(libraries, 'extra.jsonl')
  writeFileSync(file, [...sharedNotes, ...own].map((note) => JSON.stringify(note)).join('\n'))
  const id = 'extra'
  const description = { id, title: 'Birds of prey', kind: 'sample-notes', licence: 'for tests' } as const
  const out = join(libraries, id)
  const { files, version, records } = await build(
    { inputs: [file], out, encoderFolder: defaultEncoderFolder, batchSize: 1, description },
    { out() {}, progress() {}, now: () => performance.now(), signal: new AbortController().signal },
  )
  const [bundle] = await createFolderStore(out, 'library').list()
  const path = join(libraries, 'catalogue.json')
  const catalogue = parseCatalogue(readFileSync(path, 'utf8'))
  const [first] = catalogue.libraries
  if (!first || !bundle) throw new Error('The sample site has no library.')
  const { title, kind } = description
  const entry: CatalogueEntry = {
    ...first,
    ...{ id, title, kind, version, records, key: bundle.key, libraryBytes: totalBytes(files) },
  }
  writeFileSync(path, JSON.stringify({ ...catalogue, libraries: [first, entry] }))
}
