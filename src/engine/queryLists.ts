import { toBitmap, type Bitmap } from '../core/bitmap.ts'
import type { Bytes } from '../core/bytes.ts'
import { AppError } from '../core/errors.ts'
import { createFacetTable, facetKinds, findFacetRows, type FacetTable } from '../core/facetTable.ts'
import { createFacetIndex, type FacetIndex } from '../core/filterRows.ts'
import type { MeshHeading } from '../core/mesh/heading.ts'
import { createHeadingTable } from '../core/mesh/headingTable.ts'
import { createMeshTree, type MeshTree } from '../core/mesh/tree.ts'
import { parseMeshTsv } from '../core/mesh/tsv.ts'
import { once } from '../core/once.ts'
import { packFile, packPostings, type Manifest } from '../core/pack/manifest.ts'
import type { QueryLists } from '../core/query/lists.ts'
import type { OpenLibrary } from './library.ts'
import { openPostings } from './postings.ts'

/** What filters, counts and queries of a library are made with; its parts are read when they are first asked for. */
export interface LibraryLists extends QueryLists {
  /** Read apart when first asked for: that takes longer than a search, and many questions do without. */
  readonly headings: readonly MeshHeading[]
  table(): Promise<FacetTable>
  /** Rows of a facet key that is not in the table: of a qualifier, an author … */
  findFacet(key: string): Promise<Iterable<number>>
  /** @throws AppError `file-damaged`, `index-invalid` */
  index(): Promise<FacetIndex>
}

interface Parts extends Pick<OpenLibrary, 'reader' | 'words' | 'pmids' | 'records'> {
  manifest: Pick<Manifest, 'records' | 'meshYear'>
}

/** @throws AppError `file-damaged`, `index-invalid`, `library-invalid` */
export async function openLists({ manifest, reader, words, pmids, records }: Parts): Promise<LibraryLists> {
  const count = manifest.records
  const facets = await openPostings(reader, packPostings.facets, count)
  const text = once(() => openPostings(reader, packPostings.text, count))
  const mesh = await reader.file(packFile.mesh)
  const table = once(async () => {
    const lists: [key: string, rows: Uint32Array][] = []
    for (const kind of facetKinds)
      for await (const [key, { rows }] of facets.list(`${kind}:`)) lists.push([key, rows])
    return createFacetTable(count, lists)
  })
  return createLists({
    count,
    readHeadings: () => parseHeadings(mesh, reader.key),
    meshYear: manifest.meshYear,
    table,
    findFacet: async (key) => (await facets.find(key))?.rows ?? [],
    findTerm: async (term) => (await words.find(term))?.rows ?? [],
    facetKeys: facets.keys,
    terms: async (prefix) => (await text()).keys(prefix),
    row(pmid) {
      const row = pmids.indexOf(Number(pmid))
      return row < 0 ? undefined : row
    },
    records,
  })
}

interface ListParts extends Omit<LibraryLists, 'headings' | 'mesh' | 'index' | 'facet' | 'term'> {
  readHeadings(): MeshHeading[]
  meshYear: Manifest['meshYear']
  findTerm(term: string): Promise<Iterable<number>>
}

/** The lists of a library, or of several as one, over where its rows are found. */
export function createLists(parts: ListParts): LibraryLists {
  const { readHeadings, meshYear, findTerm, ...lists } = parts
  const { count, table, findFacet } = lists
  let headings: MeshHeading[] | undefined
  let mesh: MeshTree | undefined
  const index = once(async () => createFacetIndex(await table(), createHeadingTable(toMesh())))

  function toMesh(): MeshTree | undefined {
    headings ??= readHeadings()
    return headings.length > 0 ? (mesh ??= createMeshTree(headings, meshYear ?? 0)) : undefined
  }

  return {
    ...lists,
    index,
    get headings() {
      return (headings ??= readHeadings())
    },
    get mesh() {
      return toMesh()
    },
    async facet(key): Promise<Bitmap> {
      return toBitmap(count, findFacetRows(await table(), key) ?? (await findFacet(key)))
    },
    async term(term): Promise<Bitmap> {
      return toBitmap(count, await findTerm(term))
    },
  }
}

function parseHeadings(tsv: Bytes, key: string): MeshHeading[] {
  try {
    return parseMeshTsv(new TextDecoder().decode(tsv))
  } catch (cause) {
    throw new AppError('library-invalid', `The headings of ${key} cannot be read.`, { cause })
  }
}
