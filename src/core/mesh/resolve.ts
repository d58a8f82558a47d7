import type { PubmedRecord, RecordHeading } from '../record.ts'
import type { MeshTree } from './tree.ts'

/** The identifier of a record's heading: its own, or the one that the tree has for its name or entry term. */
export function findUi({ name, ui }: RecordHeading, mesh: MeshTree): string | undefined {
  return ui ?? (mesh.byName(name) ?? mesh.byTerm(name))?.ui
}

/** Gives headings the identifier that the tree has for them; unknown ones stay as text. */
export function resolveHeadings(record: PubmedRecord, mesh: MeshTree | undefined): PubmedRecord {
  if (!mesh) return record
  const headings = record.headings.map((heading) => {
    if (heading.ui !== undefined) return heading
    const ui = findUi(heading, mesh)
    return ui === undefined ? heading : { ...heading, ui }
  })
  return { ...record, headings }
}
