import type { Failure } from './failure.ts'
import { formatBytes } from './format.ts'
import { messages } from './messages/messages.ts'

/** What the user reads; of a full disk with the figures, as far as they are known. */
export function failureWords({
  code,
  space: { neededBytes, freeBytes } = {},
}: Pick<Failure, 'code' | 'space'>) {
  const words = messages.errors[code]
  if (neededBytes === undefined || freeBytes === undefined) return words
  const [needed, free] = [formatBytes(neededBytes), formatBytes(freeBytes)]
  const explanation =
    freeBytes < neededBytes
      ? messages.libraries.noRoom(needed, free)
      : messages.libraries.diskFull(needed, free)
  return { ...words, explanation }
}
