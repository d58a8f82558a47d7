import type { PubmedRecord } from '../core/record.ts'
import type { OpenLibrary } from './library.ts'

/** Those of the records that stand in a library, each as the newest of these has it, which knows of a retraction first. */
export async function findRecords(
  libraries: readonly Pick<OpenLibrary, 'manifest' | 'pmids' | 'records'>[],
  pmids: readonly string[],
): Promise<PubmedRecord[]> {
  const wanted = new Set(pmids.map(Number))
  const found: PubmedRecord[] = []
  for (const library of libraries.toSorted((a, b) => b.manifest.date.localeCompare(a.manifest.date))) {
    const rows: number[] = []
    for (const [row, pmid] of library.pmids.entries()) if (wanted.delete(pmid)) rows.push(row)
    found.push(...(await library.records(rows)))
  }
  return found
}
