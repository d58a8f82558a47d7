import type { Failure } from '../failure.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'

/** `about 40 s`, `about 12 min`, `about 2.5 h`. */
export function aboutTime(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 90) return partMessages.making.seconds(Math.max(1, Math.ceil(seconds)))
  return seconds < 5400
    ? partMessages.making.minutes(Math.ceil(seconds / 60))
    : partMessages.making.hours(seconds / 3600)
}

/** What is wrong with a file or a search is in the message itself, which names it and says what to do. */
export function failureWords({ code, message }: Failure): { title: string; text: string } {
  if (code === 'usage') return { title: partMessages.making.impossible, text: message }
  if (code === 'input-invalid') return { title: messages.errors[code].title, text: message }
  const { title, explanation, action } = messages.errors[code]
  return { title, text: `${explanation} ${action}` }
}
