import type { EncoderCard } from '../../src/core/encoder/card.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import { buildLibrary } from '../../src/engine/build.ts'
import { openLibrary, type OpenLibrary } from '../../src/engine/library.ts'
import { facetTree } from './facetedRecords.ts'
import { MemoryStore } from './memoryStore.ts'
import { changeLibrary, readPack, storePack, toyAccount, toyDescription, toyPorts } from './toyPack.ts'

/** A library of records with headings, made by the builder. @param date of two libraries the newer one tells what a record is */
export async function openFaceted(
  card: EncoderCard,
  records: readonly PubmedRecord[],
  { id = 'faceted', date = '2026-01-31' } = {},
): Promise<OpenLibrary> {
  const ports = toyPorts(card, { mesh: facetTree })
  await buildLibrary({ ...toyDescription, id, title: id }, records, toyAccount(records), ports)
  const pack = await changeLibrary(await readPack(ports.store), { manifest: { date } })
  const { store, key } = await storePack(pack, new MemoryStore())
  return openLibrary(key, store)
}
