import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parseCatalogue } from '../../../src/core/catalogue.ts'
import { totalBytes } from '../../../src/core/pack/files.ts'
import { parseManifest } from '../../../src/core/pack/manifest.ts'
import type { PubmedRecord } from '../../../src/core/record.ts'
import { createFolderStore } from '../../../src/platform/node/folderStore.ts'
import { siteLibraries } from '../../globalSetup.ts'

/** A site of its own with the real library, and the next edition of that. */
export interface Editions {
  libraries: string
  /** From then on the site has the next one, and no other. */
  offerNext(): Promise<void>
  close(): Promise<void>
}

/** The command line makes the next edition, with these records, while the first one is in use. */
export function makeEditions(records: readonly Partial<PubmedRecord>[]): Editions {
  const work = mkdtempSync(join(tmpdir(), 'biohicl-editions-'))
  const [libraries, next] = [join(work, 'site'), join(work, 'starter')]
  for (const folder of [join(libraries, 'starter'), next])
    cpSync(join(siteLibraries, 'starter'), folder, { recursive: true })
  const catalogueFile = join(libraries, 'catalogue.json')
  const [entry] = parseCatalogue(readFileSync(join(siteLibraries, 'catalogue.json'), 'utf8')).libraries
  const writeCatalogue = (changed: object) =>
    writeFileSync(
      catalogueFile,
      JSON.stringify({ default: 'starter', libraries: [{ ...entry, ...changed }] }),
    )
  writeCatalogue({})
  const file = join(work, 'since.jsonl')
  writeFileSync(file, records.map((record) => JSON.stringify(record)).join('\n'))
  const made = promisify(execFile)('node_modules/.bin/tsx', ['src/cli/main.ts', 'update', next, '--in', file])
  const settled = made.then(
    () => undefined,
    (error: unknown) => error,
  )
  return {
    libraries,
    async offerNext() {
      await made
      const [bundle] = await createFolderStore(next, 'library').list()
      if (!bundle) throw new Error('The next edition was not made.')
      const { version, records: count, files } = parseManifest(bundle.manifest)
      rmSync(join(libraries, 'starter'), { recursive: true })
      cpSync(next, join(libraries, 'starter'), { recursive: true })
      writeCatalogue({ version, records: count, key: bundle.key, libraryBytes: totalBytes(files) })
    },
    async close() {
      made.child.kill()
      await settled
      rmSync(work, { recursive: true, force: true })
    },
  }
}
