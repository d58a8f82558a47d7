import { AppError } from '../errors.ts'
import { parseRecordLine } from './jsonl.ts'
import type { PubmedHandlers, PubmedParser } from './xml.ts'

/** A line longer than this (in UTF-16 units) is skipped without being held. */
const lineLimitChars = 8 * 1024 * 1024

/** Push parser for JSON Lines with the same behaviour as `createPubmedXmlParser`; every record has version 1. */
export function createJsonlParser(handlers: PubmedHandlers): PubmedParser {
  let pieces: string[] = []
  let heldChars = 0
  let lineNumber = 1
  let isFirst = true

  function hold(piece: string): void {
    heldChars += piece.length
    if (heldChars > lineLimitChars) pieces = []
    else pieces.push(piece)
  }

  function endLine(isLast: boolean): void {
    const line = pieces.join('').trim()
    if (heldChars > lineLimitChars) {
      handlers.onSkip({
        reason: 'too-large',
        place: { line: lineNumber },
        message: 'The line is longer than 8 MB.',
      })
    } else if (line !== '') {
      takeLine(line, isLast)
    }
    pieces = []
    heldChars = 0
    lineNumber++
  }

  function takeLine(line: string, isLast: boolean): void {
    if (isFirst && line.startsWith('<')) {
      throw new AppError(
        'input-invalid',
        'line 1: a page or XML, not JSON Lines. Download it again, or name it .xml if it is PubMed XML.',
      )
    }
    isFirst = false
    const parsed = parseRecordLine(line, lineNumber)
    if (parsed.kind === 'record') return handlers.onRecord(parsed.record, 1)
    if (isLast && !isJson(line)) {
      throw new AppError(
        'input-invalid',
        `line ${lineNumber}: the file ends in the middle of a record. It is cut off: download it again.`,
      )
    }
    handlers.onSkip(parsed.skip)
  }

  return {
    write(text) {
      const lines = text.split('\n')
      lines.forEach((line, index) => {
        if (index > 0) endLine(false)
        hold(line)
      })
    },
    close: () => endLine(true),
  }
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}
