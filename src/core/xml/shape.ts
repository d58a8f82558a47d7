import type { XmlAttributes } from './guard.ts'

/**
 * Which elements of a document are read, and into what. An element that is not in the tree is passed over with all
 * below it: so the PMIDs of a reference list can never be taken for the article's own.
 */
export interface Shape<Draft> {
  children?: ReadonlyMap<string, Shape<Draft>>
  open?(draft: Draft, attributes: XmlAttributes): void
  /** The element's text with inline markup flattened and white space collapsed; not called when there is none. */
  text?(draft: Draft, text: string, attributes: XmlAttributes): void
  close?(draft: Draft): void
  /** Told of each element within that is not among the children. */
  unknown?(name: string): void
}

export function within<Draft>(
  children: Record<string, Shape<Draft>>,
  ends: Pick<Shape<Draft>, 'open' | 'close' | 'unknown'> = {},
): Shape<Draft> {
  return { ...ends, children: new Map(Object.entries(children)) }
}
