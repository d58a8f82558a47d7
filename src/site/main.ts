// `npm run build:site`: the demo site as a folder of files; see docs/demo-site.md.
import { runCommand } from '../cli/runCommand.ts'
import { buildSite } from './buildSite.ts'
import { parseSiteOptions } from './options.ts'

await runCommand(
  (args, effects) => buildSite(parseSiteOptions(args), effects),
  'Stopped. The folder is not complete: run the same command again.',
)
