import { Button } from 'react-aria-components/Button'
import { FieldError } from 'react-aria-components/FieldError'
import { Form } from 'react-aria-components/Form'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField } from 'react-aria-components/TextField'
import { parsePackAddress } from '../../core/packAddress.ts'
import { errorText } from '../errorText.ts'
import { toFailure, type Failure } from '../failure.ts'
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
        <Label>Address</Label>
        <Input
          className={styles.input ?? ''}
          inputMode="url"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
        />
        <Text slot="description">
          Of a library file (<code>https://example.org/heart.biohicl</code>), of a library’s{' '}
          <code>manifest.json</code>, or of a site like this one
        </Text>
        <FieldError />
      </TextField>
      <p className={styles.terms}>
        The site is asked for what is there, and sees where the request comes from. Nothing of your searches
        is sent.
      </p>
      <div className={styles.actions}>
        <Button className="button button-primary" type="submit">
          Look
        </Button>
      </div>
    </Form>
  )
}

function FailureNote({ failure }: { failure: Failure }) {
  const { title, explanation, action } = errorText[failure.code]
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
