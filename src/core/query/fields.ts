import { nearest } from './nearest.ts'

/** Where a term is looked for: PubMed's tags, as far as the records of a library can answer them. */
export type QueryField =
  'mh' | 'mh:noexp' | 'majr' | 'majr:noexp' | 'sh' | 'tiab' | 'ti' | 'au' | 'ta' | 'pt' | 'dp' | 'la' | 'pmid'

/** Short and long names, in small letters: https://pubmed.ncbi.nlm.nih.gov/help/#using-search-field-tags */
const namesOf: Record<QueryField, readonly string[]> = {
  mh: ['mh', 'mesh', 'mesh terms'],
  'mh:noexp': ['mh:noexp', 'mesh:noexp', 'mesh terms:noexp'],
  majr: ['majr', 'mesh major topic'],
  'majr:noexp': ['majr:noexp', 'mesh major topic:noexp'],
  sh: ['sh', 'mesh subheading', 'subheading'],
  tiab: ['tiab', 'title/abstract'],
  ti: ['ti', 'title'],
  au: ['au', 'author'],
  ta: ['ta', 'jour', 'journal'],
  pt: ['pt', 'ptyp', 'publication type'],
  dp: ['dp', 'pdat', 'date - publication', 'publication date'],
  la: ['la', 'lang', 'language'],
  pmid: ['pmid', 'uid'],
}

const fieldByName = new Map(
  Object.entries(namesOf).flatMap(([field, names]) => names.map((name) => [name, field as QueryField])),
)

/** Tags of PubMed's that a library cannot answer, and what comes nearest. */
const standIns: Record<string, QueryField> = {
  ab: 'tiab',
  abstract: 'tiab',
  all: 'tiab',
  'all fields': 'tiab',
  ot: 'tiab',
  'other term': 'tiab',
  tw: 'tiab',
  'text word': 'tiab',
  text: 'tiab',
  word: 'tiab',
  '1au': 'au',
  'author - first': 'au',
  auth: 'au',
  fau: 'au',
  'full author name': 'au',
  lastau: 'au',
  'author - last': 'au',
  crdt: 'dp',
  dcom: 'dp',
  edat: 'dp',
  epdat: 'dp',
  mhda: 'dp',
  ppdat: 'dp',
  nm: 'mh',
  'supplementary concept': 'mh',
  sb: 'pt',
  filter: 'pt',
}

/** @param name what stands between the brackets */
export function findField(name: string): QueryField | undefined {
  return fieldByName.get(normalise(name))
}

/** The tag that an unknown one was perhaps meant to be. */
export function nearestField(name: string): QueryField | undefined {
  const wanted = normalise(name)
  const near = nearest(wanted, fieldByName.keys(), 1)[0]
  return standIns[wanted] ?? (near === undefined ? undefined : fieldByName.get(near))
}

/** Whether a tag of PubMed's, or nearly one, stands between the brackets; a note's [sic] is none. */
export function isLikeField(name: string): boolean {
  return findField(name) !== undefined || Object.hasOwn(standIns, normalise(name))
}

function normalise(name: string): string {
  return name
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/\s?([:/])\s?/g, '$1')
    .trim()
}
