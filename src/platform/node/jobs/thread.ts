// Runs in each thread of threadJobs.ts.

import { workerData } from 'node:worker_threads'
import type { PubmedHandlers } from '../../../core/pubmed/xml.ts'
import type { Embedding } from '../../../engine/ports.ts'
import { openNodeEncoder } from '../encoder.ts'
import { readSourceFile } from '../sources/files.ts'
import {
  settle,
  type EncodeJob,
  type Outcome,
  type ReadEvent,
  type ReadJob,
  type ReadMessage,
  type ThreadData,
} from './messages.ts'

const { encoderFolder, threads } = workerData as ThreadData
const eventsAMessage = 200

let opened: ReturnType<typeof openNodeEncoder> | undefined

export function encode({ texts, kind }: EncodeJob): Promise<Outcome<Embedding>> {
  return settle(async () => {
    opened ??= openNodeEncoder(encoderFolder, threads)
    const { embedder } = await opened
    return embedder.embed(texts, kind)
  })
}

export async function read({ path, columns, port }: ReadJob): Promise<void> {
  const send = (message: ReadMessage) => port.postMessage(message)
  let isEnough = false
  port.on('message', () => (isEnough = true))
  const events: ReadEvent[] = []
  const flush = () => send({ kind: 'events', events: events.splice(0) })
  const tell = (event: ReadEvent) => {
    if (events.push(event) === eventsAMessage) flush()
  }
  const handlers: PubmedHandlers = {
    onRecord: (record, version) => tell({ kind: 'record', record, version }),
    onDelete: (pmid) => tell({ kind: 'delete', pmid }),
    onNotice: (pmid, notice) => tell({ kind: 'notice', pmid, notice }),
    onSkip: (skip) => tell({ kind: 'skip', skip }),
  }
  const outcome = await settle(async () => {
    await readSourceFile(path, handlers, { wantsMore: () => !isEnough }, columns)
    return undefined
  })
  flush()
  send({ kind: 'end', outcome })
  port.close()
}
