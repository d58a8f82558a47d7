import type { MeshHeading } from '../core/mesh/heading.ts'
import type { PubmedRecord } from '../core/record.ts'

/** What the page may ask of the search worker about a heading. */
export interface HeadingContract {
  /** @throws `not-found` where the library's MeSH does not have the heading; `file-damaged`, `index-invalid` */
  readHeading: { input: { ui: string }; output: HeadingOverview; progress: never }
}

/** A heading, its place in the tree, and what the libraries that are searched have of it. */
export interface HeadingOverview {
  heading: MeshHeading
  /** For each tree number the headings from the uppermost down to this one. */
  paths: { treeNumber: string; headings: { ui: string; name: string }[] }[]
  /** Those right below it; `records` counts what is below them too. */
  children: { ui: string; name: string; records: number }[]
  /** Records: with this very heading, as a major topic, and with it or one below it. */
  counts: { own: number; major: number; exploded: number }
  years: { year: number; records: number }[]
  /** Nearest to the middle of all records with it or one below it; none before the encoder is there. */
  typical: PubmedRecord[]
}
