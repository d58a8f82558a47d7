/** A MeSH descriptor: its name and its places in the tree. */
export interface MeshHeading {
  /** Descriptor identifier: D012345. */
  ui: string
  name: string
  /** A01.111.222 …; none for Female and Male. */
  treeNumbers: readonly string[]
  /** Entry terms, the name itself among them or not. */
  terms?: readonly string[]
}
