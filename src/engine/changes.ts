import { toCanonicalJson, type Json } from '../core/canonicalJson.ts'
import type { PubmedRecord } from '../core/record.ts'
import { groupItems } from './batches.ts'
import type { OpenLibrary } from './library.ts'
import type { RecordList } from './recordList.ts'

/** What became of a library's records in its next version. */
export interface Changes {
  added: number
  revised: number
  deleted: number
  unchanged: number
}

/** Compared at once: those of a block are read together. */
const recordsAtOnce = 512

/** @param records of the next version, headings resolved as the library's are */
export async function compareRecords(library: OpenLibrary, records: RecordList): Promise<Changes> {
  const rows = new Map(Array.from(library.pmids, (pmid, row) => [pmid, row]))
  let known = 0
  let unchanged = 0
  for await (const group of groupItems(records, recordsAtOnce)) {
    const pairs = group.flatMap((record) => {
      const row = rows.get(Number(record.pmid))
      return row === undefined ? [] : [{ record, row }]
    })
    const before = await library.records(pairs.map(({ row }) => row))
    known += pairs.length
    unchanged += pairs.filter(({ record }, i) => before[i] && isSame(record, before[i])).length
  }
  return {
    added: records.length - known,
    revised: known - unchanged,
    deleted: library.pmids.length - known,
    unchanged,
  }
}

/** Whatever the order of their members: parsers of other formats fill a record in another one. */
function isSame(a: PubmedRecord, b: PubmedRecord): boolean {
  return toText(a) === toText(b)
}

const toText = (record: PubmedRecord): string => toCanonicalJson(record as unknown as Json) // of JSON's types only
