import type { Messages } from '../messages.ts'
import type { PartMessages } from '../partMessages.ts'
import { announcements } from './announcements.ts'
import { benchmark } from './benchmark.ts'
import { benchReport } from './benchReport.ts'
import { branches } from './branches.ts'
import { card } from './card.ts'
import { clinicalQueries } from './clinicalQueries.ts'
import { collections } from './collections.ts'
import { commands } from './commands.ts'
import { controls } from './controls.ts'
import { counts } from './counts.ts'
import { doubt } from './doubt.tsx'
import { encoderNotice } from './encoderNotice.ts'
import { errors } from './errors.ts'
import { evidence } from './evidence.ts'
import { exporting } from './exporting.ts'
import { facets } from './facets.ts'
import { filterNames } from './filterNames.ts'
import { firstRun } from './firstRun.tsx'
import { footer } from './footer.ts'
import { forgetting } from './forgetting.ts'
import { heading } from './heading.ts'
import { installedLibrary } from './installedLibrary.tsx'
import { keeping } from './keeping.tsx'
import { keyboard } from './keyboard.tsx'
import { languages } from './languages.ts'
import { libraries } from './libraries.ts'
import { libraryAddress } from './libraryAddress.tsx'
import { libraryNotices } from './libraryNotices.ts'
import { libraryTasks } from './libraryTasks.ts'
import { listBar } from './listBar.tsx'
import { making } from './making.tsx'
import { makingNotice } from './makingNotice.ts'
import { map } from './map.tsx'
import { models } from './models.tsx'
import { newLibrary } from './newLibrary.tsx'
import { news } from './news.ts'
import { offline } from './offline.ts'
import { pages } from './pages.ts'
import { queryFaults } from './queryFaults.ts'
import { queryHelp } from './queryHelp.ts'
import { queryReading } from './queryReading.ts'
import { reader } from './reader.tsx'
import { recordNotices } from './recordNotices.ts'
import { results } from './results.tsx'
import { resultTools } from './resultTools.ts'
import { savedSearches } from './savedSearches.ts'
import { searchBox } from './searchBox.ts'
import { searchFailure } from './searchFailure.tsx'
import { searchReport } from './searchReport.tsx'
import { timings } from './timings.ts'
import { welcome } from './welcome.tsx'
import { why } from './why.tsx'

const messages: Messages = {
  announcements,
  card,
  commands,
  controls,
  counts,
  encoderNotice,
  errors,
  evidence,
  exporting,
  firstRun,
  footer,
  keyboard,
  languages,
  libraries,
  libraryNotices,
  libraryTasks,
  makingNotice,
  pages,
  reader,
  recordNotices,
  results,
  searchBox,
  searchFailure,
  timings,
  welcome,
}

const parts: PartMessages = {
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

export const german = { messages, parts }
