import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { csvFields, guessColumns, type CsvColumns, type CsvField } from '../../core/pubmed/csvHeader.ts'
import { partMessages } from '../messages/partMessages.ts'
import styles from './NewLibrary.module.css'

interface Props {
  /** Names of the columns of all tables. */
  header: readonly string[]
  onRead(columns: CsvColumns): void
  onBack(): void
}

/** Nothing is read before it is seen what each column is taken for: an abstract in a column of another name would be lost in silence. */
export function ColumnsStep({ header, onRead, onBack }: Props) {
  const guessed = guessColumns(header)
  const [columns, setColumns] = useState(guessed)

  function choose(field: CsvField, name: string) {
    const { [field]: _before, ...others } = columns
    setColumns(name === '' ? others : { ...others, [field]: name })
  }

  function submit(event: { preventDefault(): void }) {
    event.preventDefault()
    // Tables need not all have the same columns: what their names say is left to each.
    onRead(
      Object.fromEntries(
        Object.entries(columns).filter(([field, name]) => name !== guessed[field as CsvField]),
      ),
    )
  }

  return (
    <form onSubmit={submit}>
      <p>{partMessages.newLibrary.aboutColumns}</p>
      <div className={styles.columns}>
        {csvFields.map((field) => (
          <label key={field}>
            {partMessages.newLibrary.columns[field]}
            <select
              value={columns[field] ?? ''}
              required={field === 'pmid'}
              onChange={({ target }) => choose(field, target.value)}
            >
              {guessed[field] === undefined && <option value="">{partMessages.newLibrary.noColumn}</option>}
              {header.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        ))}
      </div>
      <div className={styles.actions}>
        <Button className="button button-primary" type="submit">
          {partMessages.newLibrary.readTables}
        </Button>
        <Button className="button" onPress={onBack}>
          {partMessages.newLibrary.otherFiles}
        </Button>
      </div>
    </form>
  )
}
