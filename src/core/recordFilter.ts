import { AppError } from './errors.ts'
import { findUi } from './mesh/resolve.ts'
import type { MeshTree } from './mesh/tree.ts'
import type { PubmedRecord } from './record.ts'

/** Which records a library is made of. Every part that is given must fit; of a list, one is enough. */
export interface RecordFilter {
  /** Both ends belong to it; an open end is absent. A record without a date fits no year. */
  years?: { from?: number; to?: number }
  /** Publication types, such as `Review`, in upper or lower case. */
  types?: readonly string[]
  /** Codes as PubMed gives them: eng, fre, ger … */
  languages?: readonly string[]
  /** Headings by name, entry term or identifier; all headings below them fit as well. */
  branches?: readonly string[]
}

/** @throws AppError `usage` when a branch is asked for and there is no MeSH, or none that knows it */
export function createRecordFilter(
  { years, types, languages, branches }: RecordFilter,
  mesh: MeshTree | undefined,
): (record: PubmedRecord) => boolean {
  const [wantedTypes, wantedLanguages] = [toLowerCaseSet(types), toLowerCaseSet(languages)]
  const wantedUis = branches && explodeAll(branches, mesh)
  const isInBranch = ({ headings }: PubmedRecord, uis: ReadonlySet<string>) =>
    headings.some((heading) => mesh && uis.has(findUi(heading, mesh) ?? ''))

  return (record) =>
    (!years || isWithin(record.date?.year, years)) &&
    (!wantedTypes || hasOneOf(record.publicationTypes, wantedTypes)) &&
    (!wantedLanguages || hasOneOf(record.languages, wantedLanguages)) &&
    (!wantedUis || isInBranch(record, wantedUis))
}

/** Identifiers of the headings named and of all that are below them. */
function explodeAll(branches: readonly string[], mesh: MeshTree | undefined): ReadonlySet<string> {
  if (!mesh) {
    throw new AppError(
      'usage',
      `A branch (“${branches.join('”, “')}”) can be told with MeSH only: name its descriptors with --mesh.`,
    )
  }
  return new Set(
    branches.flatMap((branch) => {
      const heading = mesh.byUi(branch.trim().toUpperCase()) ?? mesh.byName(branch) ?? mesh.byTerm(branch)
      if (heading) return mesh.explode(heading.ui)
      throw new AppError(
        'usage',
        `“${branch}” is no heading, entry term or identifier in the MeSH at hand (${mesh.year}). ` +
          'Look it up at https://meshb.nlm.nih.gov.',
      )
    }),
  )
}

function isWithin(
  year: number | undefined,
  { from = -Infinity, to = Infinity }: { from?: number; to?: number },
) {
  return year !== undefined && year >= from && year <= to
}

function hasOneOf(values: readonly string[], wanted: ReadonlySet<string>): boolean {
  return values.some((value) => wanted.has(value.toLowerCase()))
}

function toLowerCaseSet(values: readonly string[] | undefined): ReadonlySet<string> | undefined {
  return values && new Set(values.map((value) => value.trim().toLowerCase()))
}
