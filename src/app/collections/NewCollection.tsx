import { useId, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { partMessages } from '../messages/partMessages.ts'
import { keeper } from './device.ts'
import keep from './Keep.module.css'

export function NewCollection() {
  const id = useId()
  const [name, setName] = useState('')

  function make(event: { preventDefault(): void }) {
    event.preventDefault()
    if (name.trim() === '') return
    setName('')
    void keeper.create(name.trim())
  }

  return (
    <form className={keep.tools} onSubmit={make}>
      <label htmlFor={id}>{partMessages.collections.newCollection}</label>
      <input
        id={id}
        className={keep.input}
        maxLength={200}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button className="button" type="submit" isDisabled={name.trim() === ''}>
        {partMessages.collections.make}
      </Button>
    </form>
  )
}
