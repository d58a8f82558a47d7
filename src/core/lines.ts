export interface LineHandlers {
  /** `number` counts from 1. Without its end; LF, CR LF and CR alone end a line. */
  onLine(line: string, number: number, isLast: boolean): void
  /** Of a line beyond the limit nothing is held. */
  onTooLong(number: number): void
}

/** Splits a text that comes in pieces into lines of at most `limitChars` UTF-16 units, in memory for one line. */
export function createLines(limitChars: number, { onLine, onTooLong }: LineHandlers) {
  let pieces: string[] = []
  let heldChars = 0
  let number = 1
  let endsInCr = false

  function hold(piece: string): void {
    heldChars += piece.length
    if (heldChars > limitChars) pieces = []
    else pieces.push(piece)
  }

  function endLine(isLast: boolean): void {
    if (heldChars > limitChars) onTooLong(number)
    else onLine(pieces.join(''), number, isLast)
    pieces = []
    heldChars = 0
    number++
  }

  return {
    write(text: string): void {
      // A CR LF may lie across two pieces: its LF ends no second line.
      const rest = endsInCr && text.startsWith('\n') ? text.slice(1) : text
      if (text !== '') endsInCr = text.endsWith('\r')
      for (const [index, piece] of rest.split(/\r\n|\n|\r/).entries()) {
        if (index > 0) endLine(false)
        hold(piece)
      }
    },
    close: () => endLine(true),
  }
}
