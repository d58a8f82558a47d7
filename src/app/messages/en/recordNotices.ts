import type { Notice } from '../../../core/record.ts'

/** What became of a publication later. */
export const recordNotices = {
  retraction: 'Retracted',
  'expression-of-concern': 'Expression of concern',
  correction: 'Corrected',
} satisfies Record<Notice['kind'], string>
