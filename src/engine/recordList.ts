import type { PubmedRecord } from '../core/record.ts'

/** Records in the order of their PMIDs, no PMID twice: an array, or what is read from its beginning each time. */
export type RecordList = (Iterable<PubmedRecord> | AsyncIterable<PubmedRecord>) & { readonly length: number }

export function toRecordList(length: number, read: () => AsyncIterator<PubmedRecord>): RecordList {
  return { length, [Symbol.asyncIterator]: read }
}

/** Changes records as they are read. */
export function mapRecords(records: RecordList, change: (record: PubmedRecord) => PubmedRecord): RecordList {
  return toRecordList(records.length, async function* () {
    for await (const record of records) yield change(record)
  })
}

/** All of them in memory: for a few. */
export async function listRecords(records: RecordList): Promise<PubmedRecord[]> {
  const all: PubmedRecord[] = []
  for await (const record of records) all.push(record)
  return all
}
