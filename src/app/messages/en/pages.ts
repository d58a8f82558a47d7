import type { PageName } from '../../shell/pages.ts'

export const pages = {
  label: 'Pages',
  titles: {
    search: 'Search',
    libraries: 'Libraries',
    collections: 'Collections',
    map: 'Map',
    heading: 'Heading',
    report: 'Search report',
    offline: 'Check offline',
    models: 'Models',
    benchmark: 'Benchmark',
  } satisfies Record<PageName, string>,
  newLibrary: 'New library',
  gettingReady: 'Getting ready',
  loading: 'Loading',
  openingLibrary: 'Opening the library',
  onDevice: 'Opening the library. All of this happens on your device.',
}
