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
import { changeStore, readStore, withStore } from './lockedStore.ts'

/** @param listOffered ids of the encoders that the site offers with its libraries */
export function createEncoderHandlers(
  listOffered: (signal: AbortSignal) => Promise<string[]>,
): Handlers<EncoderTransferContract> {
  return {
    encoders: () => withStore(describe),

    importEncoder: (input, context) =>
      changeStore(input, context, async (store, { signal, report }) => {
        const source = createFolderSource(new Map(input.files.map(({ path, file }) => [path, file])))
        const memoryBytes = encoderMemoryBytes()
        const imported = await importEncoder(source, store, { signal, onProgress: report, memoryBytes })
        await removeLeftovers(store)
        return imported
      }),

    checkEncoder: (input, context) =>
      readStore(input, context, async (store, { signal, report }) => ({
        damaged: await checkEncoder(store, input.key, { signal, onProgress: report }),
      })),

    removeEncoder: (input, context) =>
      changeStore(input, context, async (store, { signal }) => {
        const isOffered = async (id: string) => {
          const offered: string[] = await listOffered(signal).catch(() => [])
          return offered.includes(id)
        }
        await removeEncoder(store, input.key, isOffered)
        return {}
      }),
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
