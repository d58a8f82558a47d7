import fc from 'fast-check'
import type { MeshHeading } from '../../src/core/mesh/heading.ts'
import { createMeshTree } from '../../src/core/mesh/tree.ts'
import type { HeadingMode } from '../../src/core/filters.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import { toyRecord } from './toyPack.ts'

/** A small tree in which headings sit in several branches, one below itself, and one nowhere. */
export const facetHeadings: MeshHeading[] = [
  { ui: 'D001', name: 'Diseases of the Heart', treeNumbers: ['C14'], terms: ['Cardiac Diseases'] },
  {
    ui: 'D002',
    name: 'Heart Failure',
    treeNumbers: ['C14.100'],
    terms: ['Cardiac Failure', 'Failure, Heart'],
  },
  // Below the next one in one of its branches, and before it in the order of identifiers.
  { ui: 'D0025', name: 'Postoperative Confusion', treeNumbers: ['F03.100.200'] },
  {
    ui: 'D003',
    name: 'Cardiac Dementia',
    treeNumbers: ['C14.200', 'F03.100'],
    terms: ['Sjögren’s Dementia'],
  },
  { ui: 'D004', name: 'Mental Disorders', treeNumbers: ['F03'] },
  { ui: 'D005', name: 'Anxiety', treeNumbers: ['F03.100.300', 'F01'] },
  { ui: 'D006', name: 'Drugs', treeNumbers: ['D02'] },
  { ui: 'D007', name: 'Diuretics', treeNumbers: ['D02.100', 'D02.100.500'] },
  { ui: 'D005260', name: 'Female', treeNumbers: [] },
  { ui: 'D006801', name: 'Humans', treeNumbers: ['B01'] },
]

export const facetTree = createMeshTree(facetHeadings, 2024)

const uis = [...facetHeadings.map(({ ui }) => ui), 'D009999']
const someUi = fc.constantFrom(...uis)
const someMode = fc.constantFrom<HeadingMode>('exploded', 'only', 'major', 'exclude')

const journals = [
  { title: 'Lancet (London, England)', abbreviation: 'Lancet' },
  { title: 'Nature', abbreviation: 'Nature' },
  { title: 'Annals of Nothing' },
]

const headings = fc.uniqueArray(
  fc.record({ ui: someUi, major: fc.boolean(), majorQualifier: fc.boolean() }),
  { maxLength: 4, selector: ({ ui }) => ui },
)

const someRecord: fc.Arbitrary<Omit<PubmedRecord, 'pmid'>> = fc
  .record({
    headings,
    types: fc.uniqueArray(fc.constantFrom('Review', 'Letter', 'Meta-Analysis', 'Retracted Publication')),
    language: fc.constantFrom('eng', 'fre'),
    year: fc.option(fc.integer({ min: 1999, max: 2003 })),
    journal: fc.option(fc.constantFrom(...journals)),
    hasAbstract: fc.boolean(),
    notice: fc.option(fc.constantFrom('retraction' as const, 'correction' as const)),
    text: fc.constantFrom('gout', 'sepsis of the lung', 'diet in gout'),
  })
  .map(({ headings: own, types, language, year, journal, hasAbstract, notice, text }) => {
    const { pmid: _pmid, ...record } = toyRecord('1', {
      title: text,
      abstract: hasAbstract ? [{ text }] : [],
      headings: own.map(({ ui, major, majorQualifier }) => ({
        name: facetHeadings.find((heading) => heading.ui === ui)?.name ?? ui,
        ui,
        major,
        qualifiers: majorQualifier ? [{ name: 'therapy', major: true }] : [],
      })),
      publicationTypes: types,
      languages: [language],
      notices: notice ? [{ kind: notice }] : [],
      ...(year !== null && { date: { year } }),
      ...(journal && { journal }),
    })
    return record
  })

/** Records in the order of their PMIDs. */
export const facetedRecords = (maxLength = 70): fc.Arbitrary<PubmedRecord[]> =>
  fc
    .array(someRecord, { minLength: 1, maxLength })
    .map((records) => records.map((record, row) => ({ pmid: String(1000 + row), ...record })))

const someOf = <T>(...values: T[]) => fc.subarray(values, { minLength: 0, maxLength: 2 })
const someYear = fc.option(fc.integer({ min: 1998, max: 2004 }), { nil: undefined })

export const someFilters = fc
  .record({
    headings: fc.uniqueArray(fc.record({ ui: fc.oneof(someUi, fc.constantFrom('C', 'F')), mode: someMode }), {
      maxLength: 3,
      selector: ({ ui }) => ui,
    }),
    from: someYear,
    to: someYear,
    types: someOf('review', 'letter', 'unheard of'),
    languages: someOf('eng', 'fre'),
    journals: someOf('lancet', 'nature'),
    species: someOf('humans', 'animals'),
    sexes: someOf('female', 'male'),
    evidence: someOf('synthesis', 'review', 'opinion'),
    hasAbstract: fc.boolean(),
    hidesRetracted: fc.boolean(),
    /** Each member filters a little: all of them at once would leave nothing. */
    used: fc.subarray(
      ['headings', 'years', 'types', 'languages', 'journals', 'species', 'sexes', 'evidence', 'others'],
      { maxLength: 3 },
    ),
  })
  .map(({ used, from, to, hasAbstract, hidesRetracted, ...lists }) => {
    const list = <Name extends keyof typeof lists>(name: Name) => (used.includes(name) ? lists[name] : [])
    return {
      headings: list('headings'),
      years: used.includes('years')
        ? { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
        : {},
      types: list('types'),
      languages: list('languages'),
      journals: list('journals'),
      species: list('species'),
      sexes: list('sexes'),
      ages: [],
      evidence: list('evidence'),
      hasAbstract: used.includes('others') && hasAbstract,
      hidesRetracted: used.includes('others') && hidesRetracted,
      pmids: [],
    }
  })
