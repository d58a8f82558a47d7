/** The encoders of this device: for the transfer worker. A network is needed only to learn whether the site has one too. */
import { totalBytes } from '../core/pack/files.ts'
import { checkEncoder, listEncoders, removeEncoder } from '../engine/encoders.ts'
import { importEncoder } from '../engine/importEncoder.ts'
import { removeLeftovers } from '../engine/install.ts'
import type { BundleStore } from '../engine/ports.ts'
import { createFolderSource } from '../platform/web/folderSource.ts'
import { encoderMemoryBytes } from '../platform/web/memory.ts'
import type { EncoderShelf, EncoderTransferContract, NamedLibrary } from '../protocol/encoders.ts'
import type { Handlers } from '../rpc/serve.ts'

export interface EncoderPorts {
  withStore<T>(use: (store: BundleStore) => Promise<T>): Promise<T>
  /** Ids of the encoders that the site offers with its libraries. */
  listOffered(signal: AbortSignal): Promise<string[]>
}

export function createEncoderHandlers({
  withStore,
  listOffered,
}: EncoderPorts): Handlers<EncoderTransferContract> {
  return {
    encoders: () => withStore(describe),

    importEncoder: ({ files }, { signal, report }) =>
      navigator.locks.request('biohicl-install', { signal }, () =>
        withStore(async (store) => {
          const source = createFolderSource(new Map(files.map(({ path, file }) => [path, file])))
          const memoryBytes = encoderMemoryBytes()
          const imported = await importEncoder(source, store, { signal, onProgress: report, memoryBytes })
          await removeLeftovers(store)
          return imported
        }),
      ),

    checkEncoder: ({ key }, { signal, report }) =>
      navigator.locks.request('biohicl-install', { signal, mode: 'shared' }, () =>
        withStore(async (store) => ({
          damaged: await checkEncoder(store, key, { signal, onProgress: report }),
        })),
      ),

    removeEncoder: ({ key }, { signal }) =>
      navigator.locks.request('biohicl-install', { signal }, () =>
        withStore(async (store) => {
          const isOffered = async (id: string) => {
            const offered: string[] = await listOffered(signal).catch(() => [])
            return offered.includes(id)
          }
          await removeEncoder(store, key, isOffered)
          return {}
        }),
      ),
  }
}

async function describe(store: BundleStore): Promise<EncoderShelf> {
  const { encoders, missing } = await listEncoders(store)
  return {
    encoders: encoders.map(({ bundle: { key, name: bundleName }, card, error, neededBy }) => {
      if (!card) {
        const { code, message } = error ?? { code: 'encoder-invalid', message: 'It cannot be read.' }
        return { key, name: bundleName, reason: { code, message } }
      }
      const { id, name, dims, maxTokens, source } = card
      return {
        ...{ key, id, name, dims, maxTokens, source: { name: source.name, license: source.license } },
        sizeBytes: totalBytes(card.files),
        neededBy: neededBy.map(toNamed),
      }
    }),
    missing: missing.map(({ id, name, neededBy }) => ({ id, name, neededBy: neededBy.map(toNamed) })),
  }
}

const toNamed = ({ id, title }: NamedLibrary): NamedLibrary => ({ id, title })
