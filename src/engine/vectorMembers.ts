import type { EncoderCard } from '../core/encoder/card.ts'
import { toAppError, type AppError } from '../core/errors.ts'
import { checkGoldenMeaning } from './golden.ts'
import type { VectorMember } from './joinLibraries.ts'
import type { OpenLibrary } from './library.ts'
import type { Embedder, HnswLibrary } from './ports.ts'
import { openVectors } from './vectors.ts'

interface VectorPorts {
  hnsw: HnswLibrary
  card: EncoderCard
  embedder: Embedder
  memoryBytes?: number
}

/** The libraries that an encoder can search by meaning, and those that are left to their words, each with the reason. */
export interface VectorMembers {
  members: VectorMember[]
  wordsOnly: { library: OpenLibrary; error: AppError }[]
}

/**
 * Opens the vectors of several libraries and asks their known questions.
 * @throws what opening the first one throws: it is the one that the encoder was opened for
 */
export async function openVectorMembers(
  libraries: readonly OpenLibrary[],
  ports: VectorPorts,
): Promise<VectorMembers> {
  const opened: VectorMembers = { members: [], wordsOnly: [] }
  for (const [place, library] of libraries.entries()) {
    try {
      opened.members.push(await openMember(library, ports))
    } catch (thrown) {
      if (place === 0) throw thrown
      opened.wordsOnly.push({ library, error: toAppError(thrown) })
    }
  }
  return opened
}

async function openMember(library: OpenLibrary, { embedder, ...ports }: VectorPorts): Promise<VectorMember> {
  const vectors = await openVectors(library, ports)
  await checkGoldenMeaning(library, vectors, embedder)
  return { library, vectors }
}
