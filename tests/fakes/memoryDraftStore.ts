import type { Draft } from '../../src/core/draft.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import type { DraftStore, MeshSource } from '../../src/engine/draft.ts'

/** The draft of a new library in memory; what it holds is there to be looked at. */
export class MemoryDraftStore implements DraftStore {
  draft: Draft | undefined
  mesh: MeshSource | undefined
  records: PubmedRecord[] = []
  readonly files = new Map<string, string>()
  plan = ''
  vectors: Float32Array[] = []

  readDraft = () => Promise.resolve(this.draft)
  readMesh = () => Promise.resolve(this.mesh)
  readRecords = () => Promise.resolve(structuredClone(this.records))

  async writeDraft(draft: Draft): Promise<void> {
    this.draft = structuredClone(draft)
  }

  async writeMesh(mesh: MeshSource): Promise<void> {
    this.mesh = mesh
  }

  async writeRecords(records: readonly PubmedRecord[]): Promise<void> {
    this.records = structuredClone([...records])
  }

  readonly texts = {
    read: (name: string) => Promise.resolve(this.files.get(name)),
    write: async (name: string, text: string) => void this.files.set(name, text),
    clear: async () => this.files.clear(),
  }

  readonly checkpoint = {
    load: async (plan: string) => {
      if (plan !== this.plan) this.vectors = []
      this.plan = plan
      return this.vectors.length
    },
    append: async (batch: Float32Array) => void this.vectors.push(batch.slice()),
    read: () => readAll(this.vectors),
  }

  async clear(): Promise<void> {
    this.draft = this.mesh = undefined
    this.records = []
    this.files.clear()
    this.plan = ''
    this.vectors = []
  }

  close(): void {}
}

async function* readAll(vectors: readonly Float32Array[]): AsyncGenerator<Float32Array> {
  await Promise.resolve()
  yield* vectors
}
