/** The map of the main library, in the search worker. */
import type { OpenLibrary } from '../engine/library.ts'
import { openMap } from '../engine/openMap.ts'
import type { MapContract } from '../protocol/map.ts'
import type { Handlers } from '../rpc/serve.ts'

/** @param library the main one of those that are open */
export function createMapping(library: () => OpenLibrary): Handlers<MapContract> {
  return {
    async openMap(_, { transfer }) {
      const main = library()
      const { coordinates, branches } = await openMap(main)
      const pmids = main.pmids.slice()
      transfer(coordinates.buffer, branches.buffer, pmids.buffer)
      return { libraryId: main.manifest.id, title: main.manifest.title, coordinates, branches, pmids }
    },
  }
}
