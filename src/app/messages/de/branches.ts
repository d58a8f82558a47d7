import type { PartMessages } from '../partMessages.ts'

export const branches: PartMessages['branches'] = {
  A: 'Anatomie',
  B: 'Organismen',
  C: 'Krankheiten',
  D: 'Chemikalien und Arzneimittel',
  E: 'Analytische, diagnostische und therapeutische Verfahren und Geräte',
  F: 'Psychiatrie und Psychologie',
  G: 'Phänomene und Prozesse',
  N: 'Gesundheitswesen',
  other: 'Andere Zweige',
  none: 'Keine Schlagwörter',
}
