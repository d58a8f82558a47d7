import type { DBSchema, IDBPDatabase } from 'idb'
import { parseDraft, type Draft } from '../../core/draft.ts'
import type { PubmedRecord } from '../../core/record.ts'
import type { DraftStore, MeshSource } from '../../engine/draft.ts'
import type { VectorCheckpoint } from '../../engine/vectorCheckpoint.ts'
import { attempt, openDatabase } from './database.ts'

const schemaVersion = 1

interface Schema extends DBSchema {
  /** `draft`, `mesh`, and `plan` of the vectors. */
  values: { key: string; value: Draft | MeshSource | string }
  /** Records in blocks, by their place. */
  records: { key: number; value: PubmedRecord[] }
  texts: { key: string; value: string }
  /** The vectors of each batch, by its place. */
  vectors: { key: number; value: Float32Array<ArrayBuffer> }
}

type Database = IDBPDatabase<Schema>

const storeNames = ['values', 'records', 'texts', 'vectors'] as const
const recordsPerBlock = 500

/**
 * The library that is being made, in a database beside that of the finished ones.
 * @throws AppError `storage-unavailable`, `storage-newer`, `quota-exceeded`
 */
export async function openDraftStore(name = 'biohicl-draft'): Promise<DraftStore> {
  const db = await openDatabase<Schema>(name, schemaVersion, (database) => {
    for (const store of storeNames) database.createObjectStore(store)
  })
  const onDraft = <T>(run: () => Promise<T>) => attempt('the new library', run)

  return {
    readDraft: () => onDraft(async () => parseDraft(await db.get('values', 'draft'))),
    writeDraft: (draft) => onDraft(async () => void (await db.put('values', draft, 'draft'))),

    // Of the draft, so of this version of the app: where that is not so, there is no draft.
    readMesh: () => onDraft(() => db.get('values', 'mesh') as Promise<MeshSource | undefined>),
    writeMesh: (mesh) => onDraft(async () => void (await db.put('values', mesh, 'mesh'))),

    readRecords: () => onDraft(async () => (await db.getAll('records')).flat()),
    writeRecords: (records) =>
      onDraft(async () => {
        await db.clear('records')
        for (let block = 0; block * recordsPerBlock < records.length; block++) {
          const part = records.slice(block * recordsPerBlock, (block + 1) * recordsPerBlock)
          await db.put('records', part, block)
        }
      }),

    texts: {
      read: (file) => onDraft(() => db.get('texts', file)),
      write: (file, text) => onDraft(async () => void (await db.put('texts', text, file))),
      clear: () => onDraft(() => db.clear('texts')),
    },
    checkpoint: createCheckpoint(db),

    clear: () =>
      onDraft(async () => {
        const transaction = db.transaction(storeNames, 'readwrite')
        await Promise.all([
          ...storeNames.map((store) => transaction.objectStore(store).clear()),
          transaction.done,
        ])
      }),
    close: () => db.close(),
  }
}

/** Vectors of so many batches are asked for at once: a request a batch would take seconds where a batch is one text. */
const batchesAtOnce = 1_000

function createCheckpoint(db: Database): VectorCheckpoint {
  let next = 0
  const between = (from: number, end: number) => IDBKeyRange.bound(from, end, false, true)
  return {
    load: (plan, batchLengths) =>
      attempt('finished vectors', async () => {
        const transaction = db.transaction(['values', 'vectors'], 'readwrite')
        const [values, vectors] = [transaction.objectStore('values'), transaction.objectStore('vectors')]
        if ((await values.get('plan')) !== plan) {
          await vectors.clear()
          await values.put(plan, 'plan')
        }
        next = 0
        for (let isWhole = true; isWhole && next < batchLengths.length;) {
          const expected = batchLengths.slice(next, next + batchesAtOnce)
          const stored = await vectors.getAll(between(next, next + expected.length))
          const torn = expected.findIndex((length, batch) => stored[batch]?.length !== length)
          isWhole = torn < 0
          next += isWhole ? expected.length : torn
        }
        await vectors.delete(IDBKeyRange.lowerBound(next))
        await transaction.done
        return next
      }),
    append: (batch) => attempt('finished vectors', async () => void (await db.put('vectors', batch, next++))),
    async *read() {
      for (let from = 0; from < next; from += batchesAtOnce) {
        const range = between(from, Math.min(next, from + batchesAtOnce))
        yield concatFloats(await attempt('finished vectors', () => db.getAll('vectors', range)))
      }
    },
  }
}

function concatFloats(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
