// Several sources read at once, as if they were read one after another.

import type { PubmedHandlers } from '../core/pubmed/xml.ts'
import type { ReadOptions, SourceReader } from './collect.ts'

/**
 * While a source is handed over, those after it are read, up to `width` in all; what they hold waits in memory.
 * @param paths in the order in which they will be asked for
 */
export function createReadAhead(paths: readonly string[], read: SourceReader, width: number): SourceReader {
  const started: HandOver[] = []
  let asked = 0
  return (_path, handlers, options) => {
    while (started.length < Math.min(asked + width, paths.length))
      started.push(startReading(paths[started.length] ?? '', read, options.signal))
    return started[asked++]?.(handlers, options) ?? Promise.resolve()
  }
}

type HandOver = (handlers: PubmedHandlers, options: ReadOptions) => Promise<void>

function startReading(path: string, read: SourceReader, signal: AbortSignal | undefined): HandOver {
  let turn: { handlers: PubmedHandlers; options: ReadOptions } | undefined
  const waiting: ((handlers: PubmedHandlers) => void)[] = []
  const tell = (event: (handlers: PubmedHandlers) => void) => {
    if (turn) event(turn.handlers)
    else waiting.push(event)
  }
  const handlers: PubmedHandlers = {
    onRecord: (record, version) => tell((to) => to.onRecord(record, version)),
    onDelete: (pmid) => tell((to) => to.onDelete(pmid)),
    onNotice: (pmid, notice) => tell((to) => to.onNotice?.(pmid, notice)),
    onSkip: (skip) => tell((to) => to.onSkip(skip)),
  }
  const wantsMore = () => turn?.options.wantsMore?.() ?? true
  const done = read(path, handlers, { ...(signal && { signal }), wantsMore })
  done.catch(() => {}) // told of at its turn

  return async (to, options) => {
    turn = { handlers: to, options }
    for (const event of waiting.splice(0)) event(to)
    await done
  }
}
