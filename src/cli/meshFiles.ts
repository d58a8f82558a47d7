import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { AppError } from '../core/errors.ts'
import type { MeshHeading } from '../core/mesh/heading.ts'
import { createMeshTree, type MeshTree } from '../core/mesh/tree.ts'
import { parseMeshDescriptors, parseMeshTerms, withTerms } from '../core/mesh/tsv.ts'
import { createMeshXmlParser } from '../core/mesh/xml.ts'
import { readTextFile } from '../platform/node/sources/files.ts'

export interface MeshFiles {
  /** NLM's XML, entry terms included; or a table, `.tsv` or `.tsv.gz`. */
  descriptors: string
  /** Entry terms to a table of descriptors; without them a heading is found by its name alone. */
  terms?: string
}

/** The MeSH tables of a data folder, when it has them. */
export function findMeshFiles(dataDir: string): MeshFiles | undefined {
  const [descriptors, terms] = ['descriptors', 'terms'].map((what) =>
    join(dataDir, 'mesh', `mesh2024_${what}.tsv.gz`),
  )
  if (descriptors === undefined || !existsSync(descriptors)) return undefined
  return { descriptors, ...(terms !== undefined && existsSync(terms) && { terms }) }
}

/** @throws AppError `input-invalid`, `not-found`, `cancelled`, naming the file; `usage` */
export async function loadMesh(
  files: MeshFiles,
  signal: AbortSignal,
  year = yearOf(files.descriptors),
): Promise<MeshTree> {
  return createMeshTree(await readHeadings(files, signal), year)
}

async function readHeadings({ descriptors, terms }: MeshFiles, signal: AbortSignal): Promise<MeshHeading[]> {
  if (!/\.tsv(\.gz)?$/i.test(descriptors)) {
    if (terms !== undefined)
      throw new AppError('usage', `--mesh-terms goes with a table; ${descriptors} has its own entry terms.`)
    const headings: MeshHeading[] = []
    await readTextFile(
      descriptors,
      createMeshXmlParser((heading) => void headings.push(heading)),
      { signal },
    )
    return headings
  }
  const headings = parseMeshDescriptors(await readText(descriptors, signal))
  return terms === undefined ? headings : withTerms(headings, parseMeshTerms(await readText(terms, signal)))
}

/** The first year in a file's name. */
export function yearIn(path: string): number | undefined {
  const year = /(19|20)\d\d/.exec(basename(path))?.[0]
  return year === undefined ? undefined : Number(year)
}

function yearOf(path: string): number {
  const year = yearIn(path)
  if (year === undefined) {
    throw new AppError(
      'usage',
      `${path}: the year of this MeSH edition is not in the file's name. Give it with --mesh-year.`,
    )
  }
  return year
}

async function readText(path: string, signal: AbortSignal): Promise<string> {
  const parts: string[] = []
  await readTextFile(path, { write: (text) => void parts.push(text), close() {} }, { signal })
  return parts.join('')
}
