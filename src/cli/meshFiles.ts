import { readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { AppError } from '../core/errors.ts'
import { createMeshTree, type MeshTree } from '../core/mesh/tree.ts'
import { parseMeshDescriptors, parseMeshTerms, withTerms } from '../core/mesh/tsv.ts'

export interface MeshFiles {
  descriptors: string
  /** Entry terms; without them a heading is found by its name alone. */
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

/** @throws AppError `input-invalid`, naming the file */
export async function loadMesh(
  { descriptors, terms }: MeshFiles,
  year = yearOf(descriptors),
): Promise<MeshTree> {
  const headings = parseMeshDescriptors(await readText(descriptors))
  return createMeshTree(
    terms === undefined ? headings : withTerms(headings, parseMeshTerms(await readText(terms))),
    year,
  )
}

function yearOf(path: string): number {
  const year = /(19|20)\d\d/.exec(basename(path))?.[0]
  if (year === undefined) {
    throw new AppError(
      'usage',
      `${path}: the year of this MeSH edition is not in the file's name. Give it with --mesh-year.`,
    )
  }
  return Number(year)
}

async function readText(path: string): Promise<string> {
  try {
    const bytes = await readFile(path)
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  } catch (cause) {
    throw new AppError(
      'input-invalid',
      `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        cause,
      },
    )
  }
}
