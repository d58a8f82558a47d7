import { toOwnId, toSourceText, type Draft } from '../core/draft.ts'
import type { EncoderCard } from '../core/encoder/card.ts'
import { AppError } from '../core/errors.ts'
import { createMeshTree, type MeshTree } from '../core/mesh/tree.ts'
import { parseMeshTsv } from '../core/mesh/tsv.ts'
import { buildLibrary, usualLicence, type BuildProgress } from './build.ts'
import type { DraftStore, MeshSource } from './draft.ts'
import { createWorkShare, estimateBytes, estimateEncoding } from './estimate.ts'
import { memoryScratch } from './memoryScratch.ts'
import type { BundleStore, Embedder, HnswLibrary } from './ports.ts'

export interface DraftEstimate {
  encodeMs: number
  packBytes: number
}

export interface EstimateDraftPorts extends Pick<MakeDraftPorts, 'drafts' | 'embedder' | 'mesh' | 'signal'> {
  now(): number
}

/** @throws AppError `usage` when another library has been begun instead */
export async function estimateDraft(draftId: string, ports: EstimateDraftPorts): Promise<DraftEstimate> {
  const { drafts, embedder, mesh, now, signal } = ports
  const { collected } = await readCollected(drafts, draftId)
  const records = await drafts.readRecords()
  const tree = mesh && collected.hasHeadings ? toMeshTree(mesh) : undefined
  return {
    packBytes: estimateBytes(records, embedder.dims, tree),
    encodeMs: await estimateEncoding(records, embedder, now, signal),
  }
}

export interface MakeDraftPorts {
  drafts: DraftStore
  store: BundleStore
  embedder: Embedder
  card: EncoderCard
  hnsw: HnswLibrary
  /** Headings of the library that is open, for one whose making begins. */
  mesh: MeshSource | undefined
  signal: AbortSignal
  onProgress(progress: MakeProgress): void
}

/** `share` of the step's work, 0 to 1. */
export interface MakeProgress extends BuildProgress {
  share: number
}

/**
 * Makes a library of the records that are kept, in the store beside the others, and leaves nothing of the draft. When it was
 * interrupted it goes on, with the title and the headings that it began with, and gives the same bytes.
 * @returns its id
 * @throws AppError `usage` when another library has been begun instead, and what building throws
 */
export async function makeDraft(draftId: string, title: string, ports: MakeDraftPorts): Promise<string> {
  const { drafts, store, card, signal, onProgress } = ports
  const draft = await readCollected(drafts, draftId)
  const { libraryId, title: settledTitle } = draft.begun ?? (await begin(draft, title, ports))
  const records = await drafts.readRecords()
  const mesh = await drafts.readMesh()
  const shareOf = createWorkShare(records, card.maxTokens)
  await buildLibrary(
    {
      id: libraryId,
      title: settledTitle,
      kind: 'pubmed',
      source: toSourceText(draft.source),
      licence: usualLicence,
    },
    records,
    draft.collected.account,
    {
      ...{ card, store, signal, embedder: ports.embedder, hnsw: ports.hnsw },
      checkpoint: drafts.checkpoint,
      scratch: memoryScratch,
      ...(mesh && { mesh: toMeshTree(mesh) }),
      batchSize: 1,
      onCut() {},
      onProgress: (progress) =>
        onProgress({
          ...progress,
          share: progress.step === 'encode' ? shareOf(progress.done) : progress.done / progress.total,
        }),
    },
  )
  await drafts.clear()
  return libraryId
}

/** Removes the draft, and what its making has left in the store. */
export async function discardDraft(drafts: DraftStore, store: BundleStore): Promise<void> {
  const id = (await drafts.readDraft())?.begun?.libraryId
  for (const { key, kind, name, isReady } of await store.list()) {
    if (kind === 'library' && name === id && !isReady) await store.remove(key)
  }
  await drafts.clear()
}

type Collected = Draft & Required<Pick<Draft, 'collected'>>

async function readCollected(drafts: DraftStore, draftId: string): Promise<Collected> {
  const draft = await drafts.readDraft()
  if (draft?.id !== draftId || !draft.collected) {
    throw new AppError('usage', 'Another library has been begun in another tab, or this one is finished.')
  }
  return { ...draft, collected: draft.collected }
}

async function begin(draft: Collected, title: string, { drafts, store, mesh }: MakeDraftPorts) {
  const taken = (await store.list()).filter(({ kind }) => kind === 'library').map(({ name }) => name)
  const begun = { libraryId: toOwnId(title, taken), title }
  if (mesh && draft.collected.hasHeadings) await drafts.writeMesh(mesh)
  await drafts.writeDraft({ ...draft, begun })
  return begun
}

const toMeshTree = ({ tsv, year }: MeshSource): MeshTree => createMeshTree(parseMeshTsv(tsv), year)
