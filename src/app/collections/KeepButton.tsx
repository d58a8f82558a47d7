import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { PubmedRecord } from '../../core/record.ts'
import type { LibraryStatus } from '../../protocol/engine.ts'
import { partMessages } from '../messages/partMessages.ts'
import { toKept } from './asked.ts'
import { keeper } from './device.ts'
import styles from './Keep.module.css'
import { KeepDialog } from './KeepDialog.tsx'
import { collectionsWith } from './keeping.ts'
import { useKeeping } from './useKeeping.ts'

interface Props {
  record: PubmedRecord
  /** Of the libraries that have it, first that which gives it. */
  libraryIds: readonly string[]
  libraries: readonly LibraryStatus[]
}

/** In the reader: keeps the record that is read, and says where it is kept. */
export function KeepButton({ record, libraryIds, libraries }: Props) {
  const keeping = useKeeping()
  const [isAsking, setAsking] = useState(false)
  const { pmid } = record
  return (
    <div className={styles.kept}>
      <Button className="button" onPress={() => setAsking(true)}>
        {partMessages.keeping.add}
      </Button>
      {collectionsWith(keeping, pmid).map(({ id, name }) => (
        <span key={id}>
          {partMessages.keeping.isIn(name)}{' '}
          <Button className="link-button" onPress={() => keeper.removeRecords(id, [pmid])}>
            {partMessages.keeping.removeFrom(name)}
          </Button>
        </span>
      ))}
      {isAsking && (
        <KeepDialog
          records={toKept([{ record, libraries: [...libraryIds] }], libraries, new Date())}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
