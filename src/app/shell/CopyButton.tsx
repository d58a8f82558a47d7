import { useState, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { messages } from '../messages/messages.ts'

interface Props {
  text: string
  children: ReactNode
}

export function CopyButton({ text, children }: Props) {
  const [outcome, setOutcome] = useState('')

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome(messages.controls.copied)
    } catch {
      setOutcome(messages.controls.notCopied) // the text is on the page, to be copied by hand
    }
  }

  return (
    <>
      <Button className="button" onPress={() => void copy()}>
        {children}
      </Button>
      <span role="status" className="soft copy-outcome">
        {outcome}
      </span>
    </>
  )
}
