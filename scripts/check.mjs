// `npm run check`: format, types, lint, dead code; `node scripts/check.mjs types` runs one of them.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { formatSeconds, root, run, runMain, SetupError } from './process.mjs'

const tools = {
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  tsc: 'node_modules/typescript/bin/tsc',
  eslint: 'node_modules/eslint/bin/eslint.js',
  knip: 'node_modules/knip/bin/knip.js',
}

const checks = {
  format: { action: () => runTool('prettier', ['--check', '.']), remedy: 'Run "npm run format".' },
  types: { action: checkTypes, remedy: 'Mend the types that tsc names above.' },
  lint: {
    action: () => runTool('eslint', ['.', '--max-warnings=0']),
    remedy: 'Mend the lines that ESLint names above.',
  },
  dead: {
    action: () => runTool('knip', ['--no-progress', '--no-config-hints']),
    remedy: 'Remove what knip names above, or use it.',
  },
}

export const checkNames = Object.keys(checks)

/** Throws a SetupError where the check fails. */
export async function runCheck(name) {
  const { action, remedy } = checks[name]
  const startMs = performance.now()
  const hasPassed = await action()
  if (!hasPassed) throw new SetupError(`The check "${name}" failed.`, remedy)
  console.log(`  check:${name} passed (${formatSeconds(startMs)})`)
}

async function runTool(tool, args, label = tool) {
  const { code } = await run(process.execPath, [tools[tool], ...args], { label })
  return code === 0
}

/** Each context has compiler settings of its own; all are checked, so one run names every fault. */
async function checkTypes() {
  let hasPassed = true
  for (const folder of [...findProjects('src'), ...findProjects('tests')]) {
    if (!hasSources(folder)) continue
    const startMs = performance.now()
    const isFine = await runTool('tsc', ['-p', folder, '--pretty', 'false'], `tsc ${folder}`)
    console.log(`  tsc ${folder} | ${isFine ? 'passed' : 'failed'} (${formatSeconds(startMs)})`)
    hasPassed &&= isFine
  }
  return hasPassed
}

function findProjects(folder) {
  if (!existsSync(join(root, folder))) return []
  const own = existsSync(join(root, folder, 'tsconfig.json')) ? [folder] : []
  const below = readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => findProjects(`${folder}/${entry.name}`))
  return [...own, ...below]
}

function hasSources(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).some((name) =>
    /\.tsx?$/.test(name),
  )
}

async function main(names) {
  const unknown = names.find((name) => !checkNames.includes(name))
  if (unknown)
    throw new SetupError(`There is no check "${unknown}".`, `Choose from: ${checkNames.join(', ')}.`)
  for (const name of names.length > 0 ? names : checkNames) await runCheck(name)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runMain(() => main(process.argv.slice(2)))
