import type { Hedge } from '../../../core/hedges.ts'
import { formatCount } from '../../format.ts'
import type { PartMessages } from '../partMessages.ts'

const purposes: Record<Hedge['purpose'], string> = {
  therapy: 'Therapie',
  diagnosis: 'Diagnose',
  prognosis: 'Prognose',
  etiology: 'Ätiologie',
  prediction: 'Klinische Vorhersageregeln',
}

const scopes: Record<Hedge['scope'], string> = { broad: 'breit', narrow: 'eng' }

export const clinicalQueries: PartMessages['clinicalQueries'] = {
  title: 'Klinische Suchanfrage',
  none: 'Keine',
  name: ({ purpose, scope }) => `${purposes[purpose]}, ${scopes[scope]}`,
  describe: ({ performance: { sensitivity, specificity, source, verified } }) =>
    `Fand ${formatCount(sensitivity)} % der methodisch guten Studien und ließ ${formatCount(specificity)} % der übrigen weg (${source.title}${verified ? '' : '; nicht nachgeprüft'}).`,
}
