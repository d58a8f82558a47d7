import type { Controller } from '../controller.ts'
import type { Session } from '../session.ts'
import type { Shelf } from '../shelf.ts'
import { createPart, type Part } from './part.ts'

/** What every page beside the search is given. */
export interface PageProps {
  session: Session
  shelf: Shelf
  controller: Controller
  /** What follows the name in the address: `D006333` of `#heading/D006333`. With another one the page begins anew. */
  argument: string | undefined
}

interface PageEntry {
  /** Whether the header has a link to it; a page that needs an argument has none. */
  isInHeader: boolean
  part: Part<PageProps>
}

/** The pages beside the search, by the name they have in the address; the header's links stand in this order. */
export const pages = {
  libraries: {
    isInHeader: true,
    part: createPart(async () => (await import('../libraries/LibrariesView.tsx')).LibrariesView),
  },
  collections: {
    isInHeader: true,
    part: createPart(async () => (await import('../collections/CollectionsView.tsx')).CollectionsView),
  },
  map: {
    isInHeader: true,
    part: createPart(async () => (await import('../map/MapView.tsx')).MapPage),
  },
  heading: {
    isInHeader: false, // linked from the headings themselves: it needs one
    part: createPart(async () => (await import('../heading/HeadingView.tsx')).HeadingView),
  },
  report: {
    isInHeader: false, // linked from the results that it is about
    part: createPart(async () => (await import('../report/ReportView.tsx')).ReportView),
  },
  offline: {
    isInHeader: false, // linked from the foot of the page
    part: createPart(async () => (await import('../offline/OfflineView.tsx')).OfflineView),
  },
  models: {
    isInHeader: false, // linked from the libraries and from the foot of the page: most people need neither this nor the next
    part: createPart(async () => (await import('../models/ModelsView.tsx')).ModelsView),
  },
  benchmark: {
    isInHeader: false,
    part: createPart(async () => (await import('../benchmark/BenchmarkView.tsx')).BenchmarkView),
  },
} satisfies Record<string, PageEntry>

export type PageName = 'search' | keyof typeof pages

/** Those that the header has links to, in their order. */
export const linkedPages: readonly PageName[] = [
  'search',
  ...(Object.keys(pages) as (keyof typeof pages)[]).filter((name) => pages[name].isInHeader),
]
