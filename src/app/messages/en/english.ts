import { announcements } from './announcements.ts'
import { card } from './card.ts'
import { commands } from './commands.ts'
import { controls } from './controls.ts'
import { counts } from './counts.ts'
import { encoderNotice } from './encoderNotice.ts'
import { errors } from './errors.ts'
import { evidence } from './evidence.ts'
import { exporting } from './exporting.ts'
import { firstRun } from './firstRun.tsx'
import { footer } from './footer.ts'
import { keyboard } from './keyboard.tsx'
import { languages } from './languages.ts'
import { libraries } from './libraries.ts'
import { libraryNotices } from './libraryNotices.ts'
import { libraryTasks } from './libraryTasks.ts'
import { makingNotice } from './makingNotice.ts'
import { pages } from './pages.ts'
import { reader } from './reader.tsx'
import { recordNotices } from './recordNotices.ts'
import { results } from './results.tsx'
import { searchBox } from './searchBox.ts'
import { searchFailure } from './searchFailure.tsx'
import { timings } from './timings.ts'
import { welcome } from './welcome.tsx'

/** What the first page says. */
export const english = {
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
