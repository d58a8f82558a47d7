/** Publication types of MeSH (V02, V03 of 2024) that others stand below. A search for one takes these in, as in PubMed. */
const below: Record<string, readonly string[]> = {
  'clinical study': [
    'clinical trial',
    'clinical trial protocol',
    'clinical trial, veterinary',
    'observational study',
    'observational study, veterinary',
  ],
  'clinical trial': [
    'adaptive clinical trial',
    'clinical trial, phase i',
    'clinical trial, phase ii',
    'clinical trial, phase iii',
    'clinical trial, phase iv',
    'controlled clinical trial',
  ],
  'clinical trial, veterinary': ['randomized controlled trial, veterinary'],
  'controlled clinical trial': ['randomized controlled trial'],
  'randomized controlled trial': ['equivalence trial', 'pragmatic clinical trial'],
  'consensus development conference': ['consensus development conference, nih'],
  guideline: ['practice guideline'],
  'journal article': ['introductory journal article', 'review'],
  review: ['consensus development conference'],
}

/** The type and all that stand below it, in small letters. */
export function typesBelow(type: string): Set<string> {
  const types = new Set<string>()
  const open = [type]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (types.has(next)) continue
    types.add(next)
    open.push(...(below[next] ?? []))
  }
  return types
}
