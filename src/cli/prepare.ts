import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { catalogueFile, type Catalogue, type CatalogueEntry } from '../core/catalogue.ts'
import { parseEncoderCard } from '../core/encoder/card.ts'
import { AppError, toAppError } from '../core/errors.ts'
import { totalBytes } from '../core/pack/files.ts'
import { parseManifest } from '../core/pack/manifest.ts'
import { assertSameEncoder } from '../engine/encoder.ts'
import { sha256OfText } from '../engine/hash.ts'
import type { BundleKind, StoredBundle } from '../engine/ports.ts'
import { createFolderStore } from '../platform/node/folderStore.ts'
import { build, type BuildOptions } from './build.ts'
import { defaultEncoderFolder, modelsFolder } from './defaults.ts'
import type { Effects } from './effects.ts'
import { listInputs } from './inputs.ts'
import { findMeshFiles } from './meshFiles.ts'
import { makeStarter, type StarterOptions } from './starter.ts'

/** Rows of the large JSONL file that the starter library takes. */
const starterRows = 3_000

/** Bump when a change of the builder makes other packs of the same files. */
const builderVersion = 8

/** Where a first library can come from, best first. */
type StarterSource =
  { from: 'data-folder'; dataDir: string } | { from: 'pubmed-built' } | { from: 'pubmed-search' }

export interface PrepareOptions {
  siteFolder: string
  /** Real records on this machine; a folder without `records/` counts as none. */
  dataDir?: string
  starter: StarterOptions
}

/**
 * Makes sure that the site has a library to start with, and writes the catalogue of all that stand in its folder.
 * Does nothing when the library was built from the same files with the same encoder before.
 */
export async function prepare(
  { siteFolder, dataDir, starter }: PrepareOptions,
  effects: Effects,
): Promise<Catalogue> {
  await mkdir(siteFolder, { recursive: true })
  const source = await chooseSource(siteFolder, dataDir)
  if (source.from === 'data-folder')
    await buildOnce(siteFolder, await starterFrom(siteFolder, source.dataDir), effects)
  if (source.from === 'pubmed-search') {
    const isMade = await makeStarter(siteFolder, starter, effects)
    if (!isMade) await buildOnce(siteFolder, sampleNotes(siteFolder), effects)
  } else if (starter.term !== undefined) {
    effects.out('--starter: the site has real records already, so nothing is fetched.')
  }
  const catalogue = await writeCatalogue(siteFolder, effects)
  const { title, records } = catalogue.libraries.find(({ id }) => id === catalogue.default) ?? {}
  effects.out(`Library: ${title ?? 'none'} (${records ?? 0} records)`)
  return catalogue
}

/** Makes sure of the sample notes alone. @returns the folder of the library */
export async function prepareSampleNotes(siteFolder: string, effects: Effects): Promise<string> {
  await mkdir(siteFolder, { recursive: true })
  const options = sampleNotes(siteFolder)
  await buildOnce(siteFolder, options, effects)
  return options.out
}

/** Lists what stands in the site's folder, for the page. */
export async function writeCatalogue(siteFolder: string, effects: Effects): Promise<Catalogue> {
  const catalogue = await listLibraries(siteFolder, effects.out)
  await writeFile(join(siteFolder, catalogueFile), `${JSON.stringify(catalogue, null, 1)}\n`)
  return catalogue
}

async function chooseSource(siteFolder: string, dataDir: string | undefined): Promise<StarterSource> {
  if (dataDir !== undefined && existsSync(join(dataDir, 'records'))) return { from: 'data-folder', dataDir }
  const { libraries } = await listLibraries(siteFolder, () => {})
  return { from: libraries.some(({ kind }) => kind === 'pubmed') ? 'pubmed-built' : 'pubmed-search' }
}

async function starterFrom(siteFolder: string, dataDir: string): Promise<BuildOptions> {
  const rows = join(dataDir, 'pubmed', 'pubmed_mesh.jsonl.gz')
  const hasRows = existsSync(rows)
  const mesh = findMeshFiles(dataDir)
  return {
    inputs: await listInputs([join(dataDir, 'records'), ...(hasRows ? [rows] : [])]),
    limits: new Map([[rows, starterRows]]),
    out: join(siteFolder, 'starter'),
    encoderFolder: defaultEncoderFolder,
    batchSize: 1,
    description: {
      id: 'starter',
      title: 'PubMed starter library',
      kind: 'pubmed',
      source: `PubMed records of the data folder: all of records/, the first ${starterRows} rows of pubmed_mesh.jsonl.gz`,
      licence:
        'Titles and abstracts: their publishers; for development and evaluation. MeSH: U.S. National Library of Medicine.',
    },
    ...(mesh && { mesh }),
  }
}

function sampleNotes(siteFolder: string): BuildOptions {
  return {
    inputs: [join('samples', 'notes.jsonl')],
    out: join(siteFolder, 'sample-notes'),
    encoderFolder: defaultEncoderFolder,
    batchSize: 1,
    mesh: { descriptors: join('samples', 'headings.tsv') },
    meshYear: 2024,
    description: {
      id: 'sample-notes',
      title: 'Sample notes',
      kind: 'sample-notes',
      source: 'Short texts written for this app. They are not publications and no guide to care.',
      licence: 'Apache-2.0. MeSH headings: U.S. National Library of Medicine, 2024.',
    },
  }
}

async function buildOnce(siteFolder: string, options: BuildOptions, effects: Effects): Promise<void> {
  const stampPath = join(siteFolder, `.${options.description.id}.stamp`)
  const stamp = await stampOf(options)
  const isCurrent =
    existsSync(join(options.out, 'manifest.json')) &&
    (await readFile(stampPath, 'utf8').catch(() => '')) === stamp
  if (isCurrent) return
  await build(options, effects)
  await writeFile(stampPath, stamp)
}

async function stampOf({ inputs, mesh, description, encoderFolder }: BuildOptions): Promise<string> {
  const paths = [...inputs, mesh?.descriptors, mesh?.terms].filter((path) => path !== undefined)
  const sizes = await Promise.all(
    paths.map(async (path) => {
      const { size, mtimeMs } = await stat(path)
      return [path, size, mtimeMs]
    }),
  )
  const encoder = parseEncoderCard(await readFile(join(encoderFolder, 'model.json'), 'utf8')).id
  return sha256OfText(JSON.stringify([builderVersion, encoder, description, sizes]))
}

/**
 * Every complete library below the site's folder. Real records go before sample notes; more records first.
 * One that cannot be offered is left out and told of: it must not take the others with it.
 */
async function listLibraries(siteFolder: string, onSkip: (words: string) => void): Promise<Catalogue> {
  const folders = (await readdir(siteFolder, { withFileTypes: true })).filter((item) => item.isDirectory())
  const libraries: Catalogue['libraries'] = []
  for (const { name } of folders.filter(({ name: folder }) => /^[a-z0-9][a-z0-9-]*$/.test(folder))) {
    try {
      const library = await describeLibrary(siteFolder, name)
      if (library) libraries.push(library)
    } catch (thrown) {
      onSkip(`${join(siteFolder, name)} is not offered: ${toAppError(thrown).message}`)
    }
  }
  libraries.sort((a, b) => Number(b.kind === 'pubmed') - Number(a.kind === 'pubmed') || b.records - a.records)
  const [first] = libraries
  return { ...(first && { default: first.id }), libraries }
}

async function describeLibrary(siteFolder: string, folder: string): Promise<CatalogueEntry | undefined> {
  const bundle = await readyBundle(join(siteFolder, folder), 'library')
  if (!bundle) return undefined
  const { id, title, kind, version, records, files, encoder } = parseManifest(bundle.manifest)
  if (id !== folder) throw new AppError('library-invalid', `its id is “${id}”: name the folder so.`)
  const encoderBundle = await readyBundle(join(modelsFolder, encoder.name), 'encoder')
  if (!encoderBundle) {
    throw new AppError('encoder-missing', `its encoder ${encoder.name} is not in ${modelsFolder}/.`)
  }
  const card = parseEncoderCard(encoderBundle.manifest)
  assertSameEncoder({ title, encoder }, card)
  return {
    ...{ id, title, kind, version, records, key: bundle.key, encoder: encoder.name },
    libraryBytes: totalBytes(files),
    encoderBytes: totalBytes(card.files),
  }
}

async function readyBundle(folder: string, kind: BundleKind): Promise<StoredBundle | undefined> {
  return (await createFolderStore(folder, kind).list()).find(({ isReady }) => isReady)
}
