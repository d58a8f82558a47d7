import { useEffect, useState } from 'react'
import type { PubmedRecord } from '../../core/record.ts'
import type { CallEngine } from '../engineCall.ts'

/** Records in the order of their PMIDs; undefined while they are read. Those that no open library has are left out. */
export function useRecords(call: CallEngine, pmids: readonly number[]): readonly PubmedRecord[] | undefined {
  const [records, setRecords] = useState<readonly PubmedRecord[]>()
  useEffect(() => {
    const asking = new AbortController()
    call('findRecords', { pmids: pmids.map(String) }, { signal: asking.signal }).then(
      (found) =>
        setRecords(pmids.flatMap((pmid) => found.find((record) => Number(record.pmid) === pmid) ?? [])),
      () => {
        if (!asking.signal.aborted) setRecords([]) // what is wrong with the library is told where it is searched
      },
    )
    return () => asking.abort()
  }, [call, pmids])
  return records
}
