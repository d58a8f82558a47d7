import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { toAppError } from '../../../core/errors.ts'
import type { CsvColumns } from '../../../core/pubmed/csvHeader.ts'
import type { PubmedHandlers } from '../../../core/pubmed/xml.ts'
import type { ReadOptions } from '../../../engine/collect.ts'
import type { Embedder, Embedding, JobEngine } from '../../../engine/ports.ts'
import { findEncoder } from '../encoder.ts'
import {
  valueOf,
  type EncodeJob,
  type Outcome,
  type ReadEvent,
  type ReadJob,
  type ReadMessage,
  type ThreadData,
} from './messages.ts'

/** Reads and encodes in threads, each with an encoder of its own, which share the cores. Must be closed. */
export function openThreadJobs(encoderFolder: string, workers: number, columns?: CsvColumns): JobEngine {
  const threads = Math.max(1, Math.floor(availableParallelism() / workers))
  const workerData: ThreadData = { encoderFolder, threads }
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./thread.mjs', import.meta.url)),
    workerData,
    minThreads: 0,
    maxThreads: workers,
    idleTimeout: Infinity, // an encoder is not opened twice
    execArgv: [], // thread.mjs registers a loader of its own
    atomics: 'disabled', // with them a thread that waits would not read what comes through a port
  })

  const encode = async (texts: readonly string[], kind: EncodeJob['kind']) => {
    const job: EncodeJob = { texts, kind }
    return valueOf((await pool.run(job, { name: 'encode' })) as Outcome<Embedding>)
  }

  return {
    workers,
    read: (path, handlers, options) => readInThread(pool, path, columns, handlers, options),
    async openEncoder() {
      const { card } = await findEncoder(encoderFolder)
      const { dims, maxTokens } = card
      const embedder: Embedder = { backend: 'node', dims, maxTokens, embed: encode, close: async () => {} }
      return { card, embedder }
    },
    close: () => pool.destroy(),
  }
}

async function readInThread(
  pool: Piscina,
  path: string,
  columns: CsvColumns | undefined,
  handlers: PubmedHandlers,
  { signal, wantsMore }: ReadOptions,
): Promise<void> {
  const { port1: own, port2: port } = new MessageChannel()
  try {
    const ended = new Promise<Outcome<undefined>>((resolve, reject) => {
      own.on('message', (message: ReadMessage) => {
        if (message.kind === 'end') return resolve(message.outcome)
        try {
          for (const event of message.events) handOver(event, handlers)
          if (wantsMore?.() === false) own.postMessage('enough')
        } catch (thrown) {
          reject(toAppError(thrown))
        }
      })
    })
    const job: ReadJob = { path, columns, port }
    const run = pool.run(job, { name: 'read', transferList: [port], ...(signal && { signal }) })
    const [outcome] = await Promise.all([ended, run]) // the run tells of a thread that is ended
    valueOf(outcome)
  } finally {
    own.close()
  }
}

function handOver(event: ReadEvent, handlers: PubmedHandlers): void {
  switch (event.kind) {
    case 'record':
      return handlers.onRecord(event.record, event.version)
    case 'delete':
      return handlers.onDelete(event.pmid)
    case 'notice':
      return handlers.onNotice?.(event.pmid, event.notice)
    case 'skip':
      return handlers.onSkip(event.skip)
  }
}
