import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { FieldError } from 'react-aria-components/FieldError'
import { Form } from 'react-aria-components/Form'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField } from 'react-aria-components/TextField'
import type { PubmedQuery } from '../../core/draft.ts'
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
        <Label>Search</Label>
        <Input className={styles.input ?? ''} spellCheck={false} autoComplete="off" autoCapitalize="none" />
        <Text slot="description">
          As you would type it there: <q>heart failure[mh] AND 2020:2024[dp]</q>
        </Text>
        <FieldError />
      </TextField>
      <div className={styles.fields}>
        <TextField className={styles.field ?? ''} value={limit} validate={checkLimit} onChange={setLimit}>
          <Label>At most</Label>
          <Input className={styles.input ?? ''} inputMode="numeric" autoComplete="off" />
          <Text slot="description">Records, the newest ones</Text>
          <FieldError />
        </TextField>
        <TextField className={styles.field ?? ''} type="email" value={email} onChange={setEmail}>
          <Label>Your e-mail, if you like</Label>
          <Input className={styles.input ?? ''} autoComplete="email" />
          <Text slot="description">NLM writes to it before it blocks somebody</Text>
          <FieldError />
        </TextField>
      </div>
      <p className={styles.terms}>
        The search is sent to NLM, the U.S. National Library of Medicine, with the name of this tool and the
        address above; NLM also sees where the request comes from. What you ask a library on this device is
        never sent. The records are NLM’s and the abstracts often their publishers’: see{' '}
        <OutsideLink href="https://www.ncbi.nlm.nih.gov/home/about/policies/">NCBI’s policies</OutsideLink>{' '}
        and{' '}
        <OutsideLink href="https://www.nlm.nih.gov/databases/download/terms_and_conditions.html">
          NLM’s terms
        </OutsideLink>
        . NLM has not reviewed this app.
      </p>
      <Button className="button button-primary" type="submit">
        Ask PubMed
      </Button>
    </Form>
  )
}

function checkLimit(text: string): string | null {
  const limit = Number(text)
  const isRight = Number.isInteger(limit) && limit >= 1 && limit <= mostRecords
  return isRight ? null : `A number from 1 to ${mostRecords.toLocaleString('en')}.`
}
