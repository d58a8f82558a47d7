import type { ReactNode } from 'react'

interface Props {
  /** Where there are several of a kind, of which library; begins with what the button shows. */
  label?: string
  /** Then it does nothing, and keeps the focus. */
  isBusy: boolean
  isPrimary?: boolean
  onPress(): void
  children: ReactNode
}

export function TaskButton({ label, isBusy, isPrimary = false, onPress, children }: Props) {
  return (
    <button
      type="button"
      className={isPrimary ? 'button button-primary' : 'button'}
      aria-label={label}
      aria-disabled={isBusy}
      onClick={isBusy ? undefined : onPress}
    >
      {children}
    </button>
  )
}
