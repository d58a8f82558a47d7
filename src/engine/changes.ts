import { toCanonicalJson, type Json } from '../core/canonicalJson.ts'
import type { PubmedRecord } from '../core/record.ts'
import { readBlocks, type OpenLibrary } from './library.ts'

/** What became of a library's records in its next version. */
export interface Changes {
  added: number
  revised: number
  deleted: number
  unchanged: number
}

/** @param records of the next version, headings resolved as the library's are */
export async function compareRecords(
  library: OpenLibrary,
  records: readonly PubmedRecord[],
): Promise<Changes> {
  const next = new Map(records.map((record) => [record.pmid, record]))
  const changes: Changes = { added: 0, revised: 0, deleted: 0, unchanged: 0 }
  for await (const block of readBlocks(library)) {
    for (const record of block) {
      const successor = next.get(record.pmid)
      if (!successor) changes.deleted++
      else if (isSame(record, successor)) changes.unchanged++
      else changes.revised++
    }
  }
  return { ...changes, added: records.length - changes.revised - changes.unchanged }
}

/** Whatever the order of their members: parsers of other formats fill a record in another one. */
function isSame(a: PubmedRecord, b: PubmedRecord): boolean {
  return toText(a) === toText(b)
}

const toText = (record: PubmedRecord): string => toCanonicalJson(record as unknown as Json) // of JSON's types only
