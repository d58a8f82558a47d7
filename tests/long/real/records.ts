import { join } from 'node:path'
import { listInputs } from '../../../src/cli/inputs.ts'
import { findMeshFiles, loadMesh } from '../../../src/cli/meshFiles.ts'
import { resolveHeadings } from '../../../src/core/mesh/resolve.ts'
import type { MeshTree } from '../../../src/core/mesh/tree.ts'
import { parseQuery } from '../../../src/core/query/parse.ts'
import type { PubmedRecord } from '../../../src/core/record.ts'
import { readRecords } from '../../../src/engine/collect.ts'
import { readSourceFile } from '../../../src/platform/node/sources/files.ts'
import { meets } from '../../fakes/queryTwin.ts'

// The records that the real library is made of, read anew from the data folder, and what is told by looking at each of them: slow,
// and plain to see. Nothing comes from the library itself.

export interface RealRecords {
  /** By PMID, ascending. */
  records: readonly PubmedRecord[]
  mesh: MeshTree
}

export async function readRealRecords(dataDir: string): Promise<RealRecords> {
  const rows = join(dataDir, 'pubmed', 'pubmed_mesh.jsonl.gz')
  const files = findMeshFiles(dataDir)
  if (!files) throw new Error(`${dataDir} has no MeSH.`)
  const mesh = await loadMesh(files, new AbortController().signal)
  const collection = await readRecords(await listInputs([join(dataDir, 'records'), rows]), {
    read: readSourceFile,
    limitPerFile: new Map([[rows, 3_000]]),
  })
  const records: PubmedRecord[] = []
  for await (const record of collection.records) records.push(resolveHeadings(record, mesh))
  return { records, mesh }
}

/** Records that a query wants; it has to say something of each. */
export function findSlowly(query: string, { records, mesh }: RealRecords): PubmedRecord[] {
  const tree = parseQuery(query)
  if (!tree) throw new Error(`${query} is a plain text.`)
  return records.filter((record) => meets(tree, record, mesh))
}

/** Those with this heading or one below it, by the letters of tree numbers. @param ui or the letter of a category */
export function findUnder(ui: string, { records, mesh }: RealRecords): PubmedRecord[] {
  const tops = mesh.byUi(ui)?.treeNumbers.map((number) => `${number}.`) ?? [ui]
  const isBelow = (number: string) => tops.some((top) => number.startsWith(top))
  const isMet = (own = '') => own === ui || (mesh.byUi(own)?.treeNumbers.some(isBelow) ?? false)
  return records.filter(({ headings }) => headings.some((own) => isMet(own.ui)))
}

export const countUnder = (ui: string, real: RealRecords) => findUnder(ui, real).length

/** By year, then PMID; those without a date come last. */
export function newestFirst(records: readonly PubmedRecord[]): PubmedRecord[] {
  const yearOf = ({ date }: PubmedRecord) => date?.year ?? -1
  return records.toSorted((a, b) => yearOf(b) - yearOf(a) || Number(b.pmid) - Number(a.pmid))
}

export const pmidsOf = (records: readonly Pick<PubmedRecord, 'pmid'>[]) => records.map(({ pmid }) => pmid)

/** A heading that MeSH has. */
export function uiOf(name: string, mesh: MeshTree): string {
  const heading = mesh.byName(name)
  if (!heading) throw new Error(`MeSH has no heading ${name}.`)
  return heading.ui
}
