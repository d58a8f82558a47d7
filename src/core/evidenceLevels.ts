/** A kind of study or text, told from publication types. It says how a question was asked, not how well it was answered. */
export interface EvidenceLevel {
  id: string
  name: string
  /** For people who choose by it. */
  meaning: string
  /** Publication types of MeSH, in small letters. */
  types: readonly string[]
}

/**
 * From what sums up many studies to what tells an opinion, after the usual pyramid of evidence. Indexers give the types; a record
 * that has none of them, often one not indexed yet, has no level.
 */
export const evidenceLevels: readonly EvidenceLevel[] = [
  {
    id: 'synthesis',
    name: 'Systematic reviews and meta-analyses',
    meaning: 'All studies of a question that could be found, summed up by a stated method.',
    types: ['meta-analysis', 'network meta-analysis', 'systematic review', 'scoping review'],
  },
  {
    id: 'guideline',
    name: 'Guidelines',
    meaning: 'Recommendations of a body of experts. How they were come to differs: read their method.',
    types: ['guideline', 'practice guideline', 'consensus development conference', 'consensus statement'],
  },
  {
    id: 'randomized-trial',
    name: 'Randomized controlled trials',
    meaning: 'Chance decided who was treated how, so that the groups differ in little else.',
    types: [
      'randomized controlled trial',
      'equivalence trial',
      'pragmatic clinical trial',
      'adaptive clinical trial',
    ],
  },
  {
    id: 'trial',
    name: 'Other clinical trials',
    meaning: 'Who was treated how was planned, but not, or not as far as is told, by chance.',
    types: [
      'clinical trial',
      'clinical trial, phase i',
      'clinical trial, phase ii',
      'clinical trial, phase iii',
      'clinical trial, phase iv',
      'controlled clinical trial',
      'randomized controlled trial, veterinary',
      'clinical trial, veterinary',
    ],
  },
  {
    id: 'observation',
    name: 'Observational studies',
    meaning: 'People were followed or compared as they were; other causes may explain what was seen.',
    types: ['clinical study', 'observational study', 'observational study, veterinary', 'twin study'],
  },
  {
    id: 'case-report',
    name: 'Case reports',
    meaning: 'One patient or a few. They show that something happens, not how often.',
    types: ['case reports'],
  },
  {
    id: 'review',
    name: 'Other reviews',
    meaning: 'An overview whose sources were chosen by its authors.',
    types: ['review'],
  },
  {
    id: 'opinion',
    name: 'Comments, editorials, letters',
    meaning: 'What somebody thinks, or adds to another publication.',
    types: ['comment', 'editorial', 'letter'],
  },
]

/** The first level that one of the types belongs to. @param types in small letters */
export function levelOf(types: readonly string[]): EvidenceLevel | undefined {
  return evidenceLevels.find((level) => level.types.some((type) => types.includes(type)))
}
