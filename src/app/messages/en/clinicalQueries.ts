import type { Hedge } from '../../../core/hedges.ts'
import { formatCount } from '../../format.ts'

const purposes: Record<Hedge['purpose'], string> = {
  therapy: 'Therapy',
  diagnosis: 'Diagnosis',
  prognosis: 'Prognosis',
  etiology: 'Etiology',
  prediction: 'Clinical prediction guides',
}

export const clinicalQueries = {
  title: 'Clinical query',
  none: 'None',
  name: ({ purpose, scope }: Hedge) => `${purposes[purpose]}, ${scope}`,
  describe: ({ performance: { sensitivity, specificity, source, verified } }: Hedge) =>
    `Found ${formatCount(sensitivity)} % of the sound studies and left out ${formatCount(specificity)} % of the rest (${source.title}${verified ? '' : '; not verified'}).`,
}
