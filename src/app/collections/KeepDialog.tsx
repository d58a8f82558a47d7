import { useId, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { KeptRecord } from '../../core/kept/kept.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import { keeper } from './device.ts'
import styles from './Keep.module.css'
import { useKeeping } from './useKeeping.ts'

interface Props {
  records: readonly KeptRecord[]
  onClose(): void
}

const newOne = 'new'

/** Where these records are to be kept; of several some can be left out. */
export function KeepDialog({ records, onClose }: Props) {
  const { overview } = useKeeping()
  const collections = overview?.collections.toSorted((a, b) => b.changed.localeCompare(a.changed)) ?? []
  const [chosen, setChosen] = useState<string>()
  const [name, setName] = useState('')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const target = chosen ?? collections[0]?.id ?? newOne
  const taken = records.filter(({ record }) => !left.has(record.pmid))
  const isReady = taken.length > 0 && (target !== newOne || name.trim() !== '')

  async function add(event: { preventDefault(): void }) {
    event.preventDefault()
    if (!isReady) return
    onClose()
    keeper.add(target === newOne ? await keeper.create(name.trim()) : target, taken)
  }

  function toggle(pmid: string) {
    const next = new Set(left)
    if (!next.delete(pmid)) next.add(pmid)
    setLeft(next)
  }

  return (
    <ModalDialog title={partMessages.keeping.add} onClose={onClose}>
      <form onSubmit={(event) => void add(event)}>
        <fieldset className={styles.choice}>
          <legend>{partMessages.keeping.collection}</legend>
          {collections.map((collection) => (
            <label key={collection.id}>
              <input
                type="radio"
                name="collection"
                checked={target === collection.id}
                onChange={() => setChosen(collection.id)}
              />
              <span>
                {collection.name}{' '}
                <span className="soft">{messages.counts.records(collection.pmids.length)}</span>
              </span>
            </label>
          ))}
          <label>
            <input
              type="radio"
              name="collection"
              checked={target === newOne}
              onChange={() => setChosen(newOne)}
            />
            {partMessages.keeping.newOne}
          </label>
          {target === newOne && <NameField value={name} onChange={setName} />}
        </fieldset>
        {records.length > 1 && (
          <fieldset className={styles.choice}>
            <legend>{partMessages.keeping.records}</legend>
            <div className={styles.records}>
              {records.map(({ record: { pmid, title } }) => (
                <label key={pmid}>
                  <input type="checkbox" checked={!left.has(pmid)} onChange={() => toggle(pmid)} />
                  <span lang="en">{title || pmid}</span>
                </label>
              ))}
            </div>
          </fieldset>
        )}
        <div className={styles.actions}>
          <Button className="button button-primary" type="submit" isDisabled={!isReady}>
            {partMessages.keeping.addRecords(taken.length)}
          </Button>
        </div>
      </form>
    </ModalDialog>
  )
}

function NameField({ value, onChange }: { value: string; onChange(name: string): void }) {
  const id = useId()
  return (
    <div className={styles.name}>
      <label htmlFor={id}>{partMessages.keeping.name}</label>
      <input
        id={id}
        className={styles.input}
        maxLength={200}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
