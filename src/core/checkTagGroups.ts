/** A value that records are told apart by, and the check tags (MeSH headings that indexers tick) that stand for it. */
export interface CheckTagValue {
  id: string
  name: string
  uis: readonly string[]
}

export const species: readonly CheckTagValue[] = [
  { id: 'humans', name: 'Humans', uis: ['D006801'] },
  { id: 'animals', name: 'Other animals', uis: ['D000818'] },
]

export const sexes: readonly CheckTagValue[] = [
  { id: 'female', name: 'Female', uis: ['D005260'] },
  { id: 'male', name: 'Male', uis: ['D008297'] },
]

/** The spans are those of the headings' scope notes. A record of 85-year-olds may have the last tag alone. */
export const ages: readonly CheckTagValue[] = [
  { id: 'newborn', name: 'Newborn: to 1 month', uis: ['D007231'] },
  { id: 'infant', name: 'Infant: 1 to 23 months', uis: ['D007223'] },
  { id: 'preschool', name: 'Preschool child: 2 to 5 years', uis: ['D002675'] },
  { id: 'child', name: 'Child: 6 to 12 years', uis: ['D002648'] },
  { id: 'adolescent', name: 'Adolescent: 13 to 18 years', uis: ['D000293'] },
  { id: 'young-adult', name: 'Young adult: 19 to 24 years', uis: ['D055815'] },
  { id: 'adult', name: 'Adult: 19 to 44 years', uis: ['D000328'] },
  { id: 'middle-aged', name: 'Middle aged: 45 to 64 years', uis: ['D008875'] },
  { id: 'aged', name: 'Aged: 65 years and over', uis: ['D000368', 'D000369'] },
  { id: 'over-80', name: '80 years and over', uis: ['D000369'] },
]
