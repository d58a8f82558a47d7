import type { Messages } from '../messages.ts'

export const recordNotices: Messages['recordNotices'] = {
  retraction: 'Zurückgezogen',
  'expression-of-concern': 'Bedenken (Expression of concern)',
  correction: 'Korrigiert',
}
