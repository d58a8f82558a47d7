// `npm start`: packages, library, site, server. `--no-serve` stops before the server; PORT chooses the port.
// `--share` lets pages of other sites install the libraries of this one.
// `--starter SEARCH` (with `--starter-limit N`) makes the first library of a PubMed search, which is sent to NLM.
import { parseArgs } from 'node:util'
import { formatSeconds, root, runMain, runTypeScript, SetupError } from './process.mjs'
import { ensurePackages } from './setup.mjs'
import { ensureSite } from './site.mjs'

const libraries = 'data/libraries'

async function main(args) {
  const { 'no-serve': isServerLeftOut, share: isShared, ...starter } = readOptions(args)
  const port = process.env.PORT || '4173'

  await step(1, 'Packages', async () => ((await ensurePackages()) ? 'installed' : 'up to date'))
  await step(2, 'Library', () => prepareLibrary(starter))
  await step(3, 'Site', async () => ((await ensureSite()) ? 'built' : 'up to date'))
  if (isServerLeftOut) return console.log('[4/4] Server: not started (--no-serve)')
  console.log('[4/4] Server')
  const mounts = ['--mount', '/models=models', '--mount', `/libraries=${libraries}`]
  const options = ['--port', port, '--root', 'dist', ...mounts, ...(isShared ? ['--share'] : [])]
  process.exitCode = await runTypeScript('src/server/main.ts', options)
}

function readOptions(args) {
  const text = { type: 'string' }
  const yes = { type: 'boolean' }
  const options = { 'no-serve': yes, share: yes, starter: text, 'starter-limit': text }
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new SetupError(
      error.message,
      'Options are --no-serve, --share, --starter SEARCH and --starter-limit N.',
    )
  }
}

async function step(number, name, action) {
  const startMs = performance.now()
  console.log(`[${number}/4] ${name} ...`)
  const outcome = await action()
  console.log(`[${number}/4] ${name}: ${outcome} (${formatSeconds(startMs)})`)
}

async function prepareLibrary(starter) {
  const options = Object.entries(starter).map(([name, value]) => `--${name}=${value}`)
  const code = await runTypeScript('src/cli/main.ts', ['prepare', '--site', libraries, ...options])
  if (code === 0) return 'ready'
  throw new SetupError(
    `The library could not be prepared (code ${code}); the lines above say why.`,
    `Mend what they name, then run npm start again; what is done already is kept in ${root}/data.`,
  )
}

await runMain(() => main(process.argv.slice(2)))
