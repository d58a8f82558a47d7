import { counted } from '../counted.ts'
import type { Messages } from '../messages.ts'

export const counts: Messages['counts'] = {
  records: (count) => counted(count, 'Eintrag', 'Einträge'),
}
