/** What the page may ask of the transfer worker, the only one with a network. It never sees a query. */
export interface TransferContract {
  /** The libraries that this site offers; an empty list when it offers none. */
  catalogue: { input: Record<never, never>; output: Catalogue; progress: never }
  /** Installs a library of the catalogue and the encoder it was made with. */
  install: { input: { id: string }; output: { key: string }; progress: TransferProgress }
}

export interface Catalogue {
  libraries: CatalogueEntry[]
  /** Id of the library that is installed by itself on a first visit, when it is small enough. */
  default?: string
}

export interface CatalogueEntry {
  id: string
  title: string
  kind: 'pubmed' | 'sample-notes'
  records: number
  /** Bytes of the library's files and of its encoder's. */
  libraryBytes: number
  encoderBytes: number
  /** Key that the library has once it is installed: another one means that there is another version. */
  key: string
}

export interface TransferProgress {
  what: 'encoder' | 'library'
  name: string
  doneBytes: number
  totalBytes: number
}
