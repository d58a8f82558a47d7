import { Button } from 'react-aria-components/Button'
import { FieldError } from 'react-aria-components/FieldError'
import { Form } from 'react-aria-components/Form'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField } from 'react-aria-components/TextField'
import { parsePackAddress } from '../../core/packAddress.ts'
import { toFailure, type Failure } from '../failure.ts'
import { failureWords } from '../failureWords.ts'
import { partMessages } from '../messages/partMessages.ts'
import { TechnicalDetails } from '../shell/TechnicalDetails.tsx'
import styles from './AddressDialog.module.css'

interface Props {
  address: string
  failure: Failure | undefined
  onType(address: string): void
  onSubmit(): void
}

export function AddressForm({ address, failure, onType, onSubmit }: Props) {
  function submit(event: { preventDefault(): void }) {
    event.preventDefault()
    onSubmit()
  }
  return (
    <Form onSubmit={submit}>
      {failure && <FailureNote failure={failure} />}
      <TextField className={styles.field ?? ''} value={address} validate={check} autoFocus onChange={onType}>
        <Label>{partMessages.libraryAddress.address}</Label>
        <Input
          className={styles.input ?? ''}
          inputMode="url"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
        />
        <Text slot="description">{partMessages.libraryAddress.what}</Text>
        <FieldError />
      </TextField>
      <p className={styles.terms}>{partMessages.libraryAddress.sent}</p>
      <div className={styles.actions}>
        <Button className="button button-primary" type="submit">
          {partMessages.libraryAddress.look}
        </Button>
      </div>
    </Form>
  )
}

function FailureNote({ failure }: { failure: Failure }) {
  const { title, explanation, action } = failureWords(failure)
  return (
    <div className="note">
      <div role="alert">
        <strong>{title}.</strong> {explanation} {action}
      </div>
      <TechnicalDetails failure={failure} />
    </div>
  )
}

function check(text: string): string | null {
  try {
    parsePackAddress(text)
    return null
  } catch (thrown) {
    return toFailure(thrown).message
  }
}
