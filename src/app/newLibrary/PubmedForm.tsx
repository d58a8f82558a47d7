import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { FieldError } from 'react-aria-components/FieldError'
import { Form } from 'react-aria-components/Form'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField } from 'react-aria-components/TextField'
import type { PubmedQuery } from '../../core/draft.ts'
import { partMessages } from '../messages/partMessages.ts'
import { OutsideLink } from '../shell/OutsideLink.tsx'
import styles from './NewLibrary.module.css'

const usualLimit = '1000'
const mostRecords = 100_000

interface Props {
  search: PubmedQuery | undefined
  onSearch(search: PubmedQuery): void
}

export function PubmedForm({ search, onSearch }: Props) {
  const [term, setTerm] = useState(search?.term ?? '')
  const [limit, setLimit] = useState(search ? String(search.limit) : usualLimit)
  const [email, setEmail] = useState(search?.email ?? '')

  function submit(event: { preventDefault(): void }) {
    event.preventDefault()
    onSearch({ term: term.trim(), limit: Number(limit), ...(email && { email }) })
  }

  return (
    <Form onSubmit={submit}>
      <TextField className={styles.field ?? ''} isRequired value={term} onChange={setTerm}>
        <Label>{partMessages.newLibrary.search}</Label>
        <Input className={styles.input ?? ''} spellCheck={false} autoComplete="off" autoCapitalize="none" />
        <Text slot="description">
          {partMessages.newLibrary.searchHint(<q>heart failure[mh] AND 2020:2024[dp]</q>)}
        </Text>
        <FieldError />
      </TextField>
      <div className={styles.fields}>
        <TextField className={styles.field ?? ''} value={limit} validate={checkLimit} onChange={setLimit}>
          <Label>{partMessages.newLibrary.limit}</Label>
          <Input className={styles.input ?? ''} inputMode="numeric" autoComplete="off" />
          <Text slot="description">{partMessages.newLibrary.limitHint}</Text>
          <FieldError />
        </TextField>
        <TextField className={styles.field ?? ''} type="email" value={email} onChange={setEmail}>
          <Label>{partMessages.newLibrary.email}</Label>
          <Input className={styles.input ?? ''} autoComplete="email" />
          <Text slot="description">{partMessages.newLibrary.emailHint}</Text>
          <FieldError />
        </TextField>
      </div>
      <p className={styles.terms}>
        {partMessages.newLibrary.terms(
          <OutsideLink href="https://www.ncbi.nlm.nih.gov/home/about/policies/">
            {partMessages.newLibrary.ncbiPolicies}
          </OutsideLink>,
          <OutsideLink href="https://www.nlm.nih.gov/databases/download/terms_and_conditions.html">
            {partMessages.newLibrary.nlmTerms}
          </OutsideLink>,
        )}
      </p>
      <Button className="button button-primary" type="submit">
        {partMessages.newLibrary.askPubmed}
      </Button>
    </Form>
  )
}

function checkLimit(text: string): string | null {
  const limit = Number(text)
  const isRight = Number.isInteger(limit) && limit >= 1 && limit <= mostRecords
  return isRight ? null : partMessages.newLibrary.wrongLimit(mostRecords)
}
