// Records for a library that is made on this device: read from files or fetched from PubMed, and kept until it is finished.

import type { Draft } from '../core/draft.ts'
import { AppError } from '../core/errors.ts'
import type { Eutils } from '../core/pubmed/eutils.ts'
import { createPubmedXmlParser } from '../core/pubmed/xml.ts'
import type { PubmedRecord } from '../core/record.ts'
import { readRecords, toShortAccount, type SourceReader } from './collect.ts'
import { fetchPubmed, type PubmedSearchPorts, type TextStore } from './pubmedSearch.ts'
import { listRecords } from './recordList.ts'
import type { VectorCheckpoint } from './vectorCheckpoint.ts'

/** Keeps the one library that is being made. */
export interface DraftStore {
  readDraft(): Promise<Draft | undefined>
  writeDraft(draft: Draft): Promise<void>
  /** In the order in which they were written. */
  readRecords(): Promise<PubmedRecord[]>
  writeRecords(records: readonly PubmedRecord[]): Promise<void>
  /** The headings that this library's are looked up in: settled when its making begins. */
  readMesh(): Promise<MeshSource | undefined>
  writeMesh(mesh: MeshSource): Promise<void>
  /** Answers of PubMed, until their records are read. */
  texts: TextStore & { clear(): Promise<void> }
  checkpoint: VectorCheckpoint
  /** Leaves nothing. */
  clear(): Promise<void>
  close(): void
}

/** Headings as a pack has them. */
export interface MeshSource {
  year: number
  tsv: string
}

/** They are held in memory while they are read, and a browser ends a tab that takes too much of it. */
const mostRecords = 100_000
const mostExamples = 5

export interface CollectDraftOptions {
  signal: AbortSignal
  /** Told of each record that was read, good or bad. */
  onRead?(count: number): void
}

/**
 * Reads sources to their end and keeps their records.
 * @throws AppError `input-invalid` for a bad source and where there is no record, `usage` where there are too many
 */
export async function collectDraft(
  draft: Draft,
  sources: readonly string[],
  read: SourceReader,
  store: DraftStore,
  { signal, onRead }: CollectDraftOptions,
): Promise<Draft> {
  const examples: string[] = []
  let count = 0
  const counted: SourceReader = (path, handlers, options) =>
    read(
      path,
      {
        ...handlers,
        onRecord(record, version) {
          if (++count > mostRecords) throw tooMany()
          onRead?.(count)
          handlers.onRecord(record, version)
        },
      },
      options,
    )
  const { records, account, hasHeadings } = await readRecords(sources, {
    read: counted,
    signal,
    onSkip(path, { place, message }) {
      if (examples.length < mostExamples) examples.push(`${path}, line ${place.line}: ${message}`)
    },
  })
  signal.throwIfAborted()
  if (records.length === 0) {
    const why = examples[0] === undefined ? '' : ` ${examples[0]}`
    throw new AppError('input-invalid', `There is no record to make a library from.${why}`)
  }
  await store.writeRecords(await listRecords(records))
  const collected = { ...draft, collected: { account: toShortAccount(account), examples, hasHeadings } }
  await store.writeDraft(collected)
  await store.texts.clear()
  return collected
}

/** Fetches what a search has found and keeps its records. What is there already is not fetched again. */
export async function fetchDraft(
  draft: Draft,
  eutils: Omit<Eutils, 'email'>,
  store: DraftStore,
  ports: Omit<PubmedSearchPorts, 'store' | 'onFound'>,
): Promise<Draft> {
  if (draft.source.kind !== 'pubmed') throw new Error('Only a search is fetched.')
  const { term, limit, email } = draft.source.search
  const names = await fetchPubmed({ ...eutils, ...(email && { email }) }, term, limit, {
    ...ports,
    store: store.texts,
    onFound() {},
  })
  const read: SourceReader = async (name, handlers) => {
    const parser = createPubmedXmlParser(handlers)
    parser.write((await store.texts.read(name)) ?? '')
    parser.close()
  }
  return collectDraft(draft, names, read, store, ports)
}

function tooMany(): AppError {
  const most = mostRecords.toLocaleString('en')
  return new AppError(
    'usage',
    `There are more than ${most} records, too many to be made into a library in a browser. The command line has no such limit.`,
  )
}
