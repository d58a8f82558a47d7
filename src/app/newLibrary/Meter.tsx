import { Label } from 'react-aria-components/Label'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import styles from './NewLibrary.module.css'

interface Props {
  label: string
  /** 0 to 1; absent while it is not known. */
  share?: number | undefined
  /** How far it is, in words. */
  amount: string
}

export function Meter({ label, share, amount }: Props) {
  const value = share === undefined ? { isIndeterminate: true } : { value: share }
  return (
    <ProgressBar className={styles.meter ?? ''} maxValue={1} valueLabel={amount} {...value}>
      <Label>{label}</Label>
      <span className="soft numbers">{amount}</span>
      {/* Seen only: the roles and values are on the element around it. */}
      <progress {...(share !== undefined && { value: share })} max={1} aria-hidden="true" />
    </ProgressBar>
  )
}
