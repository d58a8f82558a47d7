/** What the page may ask of the search worker about the map of the main library. */
export interface MapContract {
  /** @throws `library-missing`, `not-found` where the library has no map, `file-damaged`, `index-invalid` */
  openMap: { input: Record<never, never>; output: LibraryMap; progress: never }
}

/** One point a record; a place in one array is the same record in all of them. */
export interface LibraryMap {
  libraryId: string
  title: string
  /** count × 2, −32767 to 32767 */
  coordinates: Int16Array<ArrayBuffer>
  pmids: Uint32Array<ArrayBuffer>
  /** Place of the branch in `categoryLetters`, or `noBranch`. */
  branches: Uint8Array<ArrayBuffer>
}
