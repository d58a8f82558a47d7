/** What a term of a query does, as data: the user's words for it are in app/search/readingText.ts. */
export type TermMeaning =
  | HeadingMeaning
  /** A heading cut off by a star: those whose names begin so, by themselves. */
  | { what: 'headings-cut'; isMajor: boolean; names: string[] }
  | { what: 'heading-unknown'; asked: string; near: string[] }
  /** A heading is asked for, and the library was made without MeSH. */
  | { what: 'without-mesh' }
  /** Words of which each must stand there, in any form; cut ones stand for all that begin so. */
  | { what: 'words'; field: TextField; words: string[] }
  /** Words that must stand there as they are, in this order. */
  | { what: 'phrase'; field: TextField; words: string[] }
  /** PubMed's mapping in small: each part by its heading, with all below it, or by its words. */
  | { what: 'mapped'; parts: MappedPart[] }
  /** Values as the library has them. */
  | { what: 'values'; field: 'author' | 'journal' | 'language' | 'qualifier' | 'type'; values: string[] }
  /** Days as numbers, 20190315; both ends belong to it. */
  | { what: 'dates'; from: number; to: number }
  | { what: 'pmids'; asked: number; found: number }
  /** Ranks and filters nothing. */
  | { what: 'meaning' }
  /** Only words that stand in nearly every record: left out. */
  | { what: 'common-words' }

export interface HeadingMeaning {
  what: 'heading'
  ui: string
  name: string
  /** The entry term that was asked for, where it is another name. */
  entryTerm?: string
  isMajor: boolean
  isExploded: boolean
  /** How many headings of the library stand below it. */
  below: number
  qualifier?: string
}

export interface MappedPart {
  text: string
  heading?: { ui: string; name: string; below: number }
}

export type TextField = 'title' | 'title-abstract'
