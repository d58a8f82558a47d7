import type { Messages } from '../messages.ts'

export const pages: Messages['pages'] = {
  label: 'Seiten',
  titles: {
    search: 'Suche',
    libraries: 'Bibliotheken',
    collections: 'Sammlungen',
    map: 'Karte',
    heading: 'Schlagwort',
    report: 'Suchbericht',
    offline: 'Offline prüfen',
    models: 'Suchmodelle',
    benchmark: 'Benchmark',
  },
  newLibrary: 'Neue Bibliothek',
  gettingReady: 'Gleich bereit',
  loading: 'Wird geladen',
  openingLibrary: 'Die Bibliothek wird geöffnet',
  onDevice: 'Die Bibliothek wird geöffnet. Alles geschieht auf Ihrem Gerät.',
}
