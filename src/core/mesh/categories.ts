const names = new Map([
  ['A', 'Anatomy'],
  ['B', 'Organisms'],
  ['C', 'Diseases'],
  ['D', 'Chemicals and Drugs'],
  ['E', 'Analytical, Diagnostic and Therapeutic Techniques, and Equipment'],
  ['F', 'Psychiatry and Psychology'],
  ['G', 'Phenomena and Processes'],
  ['H', 'Disciplines and Occupations'],
  ['I', 'Anthropology, Education, Sociology, and Social Phenomena'],
  ['J', 'Technology, Industry, and Agriculture'],
  ['K', 'Humanities'],
  ['L', 'Information Science'],
  ['M', 'Named Groups'],
  ['N', 'Health Care'],
  ['V', 'Publication Characteristics'],
  ['Z', 'Geographicals'],
])

/** The letters under which MeSH hangs its branches, in order. They are no headings themselves. */
export const categoryLetters: readonly string[] = [...names.keys()]

/** Of a letter or of a tree number: categoryName('A01.111') is 'Anatomy'. */
export function categoryName(letterOrTreeNumber: string): string | undefined {
  return names.get(letterOrTreeNumber.slice(0, 1))
}
