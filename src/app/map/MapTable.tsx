import { useMemo } from 'react'
import { Button } from 'react-aria-components/Button'
import type { PubmedRecord } from '../../core/record.ts'
import type { CallEngine } from '../engineCall.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
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
        {pmids.length > most
          ? partMessages.map.countListed(pmids.length, most)
          : messages.counts.records(pmids.length)}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{partMessages.map.record}</th>
            <th scope="col">{partMessages.map.branch}</th>
            <th scope="col">{partMessages.map.year}</th>
          </tr>
        </thead>
        <tbody>
          {records?.map((record) => (
            <tr key={record.pmid}>
              <th scope="row">
                <Button className="link-button" lang="en" onPress={() => onOpen(record)}>
                  {record.title || record.pmid}
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
