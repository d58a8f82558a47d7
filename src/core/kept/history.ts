import type { HistoryEntry } from './kept.ts'

const mostEntries = 100
/** What is typed on within this time is one question that grows. */
const typingMs = 60_000

/**
 * Searching goes on while one types, so a question that goes on from the last one takes its place.
 * @param history the latest last
 */
export function addToHistory(history: readonly HistoryEntry[], entry: HistoryEntry): HistoryEntry[] {
  const last = history.at(-1)
  const isTyping =
    last !== undefined &&
    Date.parse(entry.at) - Date.parse(last.at) < typingMs &&
    (entry.asked.text.startsWith(last.asked.text) || last.asked.text.startsWith(entry.asked.text))
  return [...(isTyping ? history.slice(0, -1) : history), entry].slice(-mostEntries)
}
