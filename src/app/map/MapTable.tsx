import { useMemo } from 'react'
import { Button } from 'react-aria-components/Button'
import type { PubmedRecord } from '../../core/record.ts'
import type { CallEngine } from '../engineCall.ts'
import { formatRecords } from '../format.ts'
import styles from './MapView.module.css'
import { useRecords } from './useRecords.ts'

interface Props {
  title: string
  /** In the order in which they are listed; the first 100 are. */
  pmids: readonly number[]
  call: CallEngine
  /** Name of the branch by whose colour a record is shown. */
  branchOf(pmid: number): string
  onOpen(record: PubmedRecord): void
}

const most = 100

/** What the picture shows of these records, as a table. */
export function MapTable({ title, pmids, call, branchOf, onOpen }: Props) {
  const listed = useMemo(() => pmids.slice(0, most), [pmids])
  const records = useRecords(call, listed)

  return (
    <section aria-label={title} className={styles.table}>
      <h3>{title}</h3>
      <p className="soft numbers">
        {formatRecords(pmids.length)}
        {pmids.length > most && `; the first ${most} are listed`}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Record</th>
            <th scope="col">Branch</th>
            <th scope="col">Year</th>
          </tr>
        </thead>
        <tbody>
          {records?.map((record) => (
            <tr key={record.pmid}>
              <th scope="row">
                <Button className="link-button" onPress={() => onOpen(record)}>
                  {record.title}
                </Button>
              </th>
              <td>{branchOf(Number(record.pmid))}</td>
              <td className="numbers">{record.date?.year}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
