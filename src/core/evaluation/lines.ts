/** Takes a text in pieces and hands it on line by line, counted from 1 and without line ends; empty lines are passed over. */
export function createLineSplitter(onLine: (line: string, number: number) => void) {
  let held = ''
  let number = 0

  function endLine(): void {
    number++
    const line = held.endsWith('\r') ? held.slice(0, -1) : held
    held = ''
    if (line.trim() !== '') onLine(line, number)
  }

  return {
    write(text: string): void {
      const [first = '', ...rest] = text.split('\n')
      held += first
      for (const piece of rest) {
        endLine()
        held = piece
      }
    },
    close: endLine,
  }
}
