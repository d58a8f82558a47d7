// What threads say to each other. Errors cross as their parts, as a class does not survive.

import type { MessagePort } from 'node:worker_threads'
import { AppError, toAppError, type ErrorCode } from '../../../core/errors.ts'
import type { CsvColumns } from '../../../core/pubmed/csvHeader.ts'
import type { SkippedRecord } from '../../../core/pubmed/skip.ts'
import type { Notice, PubmedRecord } from '../../../core/record.ts'
import type { TextKind } from '../../../engine/ports.ts'

/** What a thread is started with. */
export interface ThreadData {
  encoderFolder: string
  /** That one run of the model may use. */
  threads: number
}

export interface EncodeJob {
  texts: readonly string[]
  kind: TextKind
}

/** The thread sends what it reads through the port, and last how it ended; any message to it says that this is enough. */
export interface ReadJob {
  path: string
  columns: CsvColumns | undefined
  port: MessagePort
}

export type ReadMessage =
  { kind: 'events'; events: ReadEvent[] } | { kind: 'end'; outcome: Outcome<undefined> }

export type ReadEvent =
  | { kind: 'record'; record: PubmedRecord; version: number }
  | { kind: 'delete'; pmid: string }
  | { kind: 'notice'; pmid: string; notice: Notice }
  | { kind: 'skip'; skip: SkippedRecord }

export type Outcome<T> = { value: T } | { error: { code: ErrorCode; message: string; stack?: string } }

export async function settle<T>(run: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await run() }
  } catch (thrown) {
    const { code, message, stack } = toAppError(thrown)
    return { error: { code, message, ...(stack !== undefined && { stack }) } }
  }
}

/** @throws AppError what the other thread met with */
export function valueOf<T>(outcome: Outcome<T>): T {
  if ('value' in outcome) return outcome.value
  const { code, message, stack } = outcome.error
  throw Object.assign(new AppError(code, message), stack !== undefined && { stack })
}
