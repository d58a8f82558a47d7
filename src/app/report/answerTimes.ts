import type { ShownList } from '../readySession.ts'

const times = new WeakMap<ShownList, Date>()

/** Remembers when an answer came. */
export function noteAnswer(shown: ShownList): void {
  if (!times.has(shown)) times.set(shown, new Date())
}

export const answeredAt = (shown: ShownList): Date => times.get(shown) ?? new Date()
