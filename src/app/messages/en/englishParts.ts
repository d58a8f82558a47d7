import { benchmark } from './benchmark.ts'
import { benchReport } from './benchReport.ts'
import { branches } from './branches.ts'
import { clinicalQueries } from './clinicalQueries.ts'
import { collections } from './collections.ts'
import { doubt } from './doubt.tsx'
import { facets } from './facets.ts'
import { filterNames } from './filterNames.ts'
import { forgetting } from './forgetting.ts'
import { heading } from './heading.ts'
import { installedLibrary } from './installedLibrary.tsx'
import { keeping } from './keeping.tsx'
import { libraryAddress } from './libraryAddress.tsx'
import { listBar } from './listBar.tsx'
import { making } from './making.tsx'
import { map } from './map.tsx'
import { models } from './models.tsx'
import { newLibrary } from './newLibrary.tsx'
import { news } from './news.ts'
import { offline } from './offline.ts'
import { queryFaults } from './queryFaults.ts'
import { queryHelp } from './queryHelp.ts'
import { queryReading } from './queryReading.ts'
import { resultTools } from './resultTools.ts'
import { savedSearches } from './savedSearches.ts'
import { searchReport } from './searchReport.tsx'
import { why } from './why.tsx'

/** What the parts say that are fetched when they are opened, see shell/part.ts. */
export const englishParts = {
  benchmark,
  benchReport,
  branches,
  clinicalQueries,
  collections,
  doubt,
  facets,
  filterNames,
  forgetting,
  heading,
  installedLibrary,
  keeping,
  libraryAddress,
  listBar,
  making,
  map,
  models,
  newLibrary,
  news,
  offline,
  queryFaults,
  queryHelp,
  queryReading,
  resultTools,
  savedSearches,
  searchReport,
  why,
}
