import { AppError } from '../errors.ts'
import { createLines } from '../lines.ts'
import { parseRecordLine } from './jsonl.ts'
import type { PubmedHandlers, PubmedParser } from './xml.ts'

/** A line longer than this (in UTF-16 units) is skipped without being held. */
const lineLimitChars = 8 * 1024 * 1024

/** Push parser for JSON Lines with the same behaviour as `createPubmedXmlParser`; every record has version 1. */
export function createJsonlParser(handlers: PubmedHandlers): PubmedParser {
  let isFirst = true

  function takeLine(text: string, lineNumber: number, isLast: boolean): void {
    const line = text.trim()
    if (line === '') return
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

  return createLines(lineLimitChars, {
    onLine: takeLine,
    onTooLong: (line) =>
      handlers.onSkip({ reason: 'too-large', place: { line }, message: 'The line is longer than 8 MB.' }),
  })
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}
