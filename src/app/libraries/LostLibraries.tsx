import { formatBytes, formatIsoDate, formatList } from '../format.ts'
import { messages } from '../messages/messages.ts'
import { readReceipt } from '../receipt.ts'

/** What was here at the last visit and cannot be found any more; nothing where nothing was. */
export function LostLibraries() {
  const receipt = readReceipt()
  if (!receipt) return null
  const { date, libraries } = receipt
  const names = libraries.map(({ title, sizeBytes }) =>
    messages.firstRun.lostLibrary(title, formatBytes(sizeBytes)),
  )
  return (
    <div className="note" role="alert">
      <strong>{messages.firstRun.lost(formatList(names), formatIsoDate(date.slice(0, 10)))}</strong>{' '}
      {messages.firstRun.whyLost}
    </div>
  )
}
