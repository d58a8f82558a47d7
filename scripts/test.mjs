// `npm test`: everything but the long tests, in order, from a fresh clone on; `npm test -- unit pytest` runs those named,
// and `npm run test:long` what takes longer than anybody waits for.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkNames, runCheck } from './check.mjs'
import { checkNumbers } from './numbers.mjs'
import { formatSeconds, root, run, runMain, SetupError } from './process.mjs'
import { ensureChromium, ensurePackages, ensurePython } from './setup.mjs'
import { ensureSite } from './site.mjs'

const resultsFolder = 'test-results'

/** Each action resolves to the counts of its tests, `undefined` where it runs none; it throws where it could not run. */
const steps = [
  { name: 'check', action: runChecks },
  { name: 'unit', action: () => runVitest('unit') },
  { name: 'contract', action: () => runVitest('contract') },
  { name: 'pytest', needs: ['python'], action: runPytest },
  { name: 'build', action: buildSite },
  { name: 'browser', needs: ['chromium'], action: () => runVitest('browser') },
  { name: 'golden', action: () => runVitest('golden') },
  { name: 'e2e', needs: ['chromium'], action: runEndToEnd },
  { name: 'long', isLong: true, needs: ['chromium', 'python'], action: runLong },
  { name: 'numbers', isLong: true, action: checkTitles },
]

const vitestSteps = ['unit', 'contract', 'browser', 'golden', 'e2e', 'long']

let python

async function main(names) {
  const unknown = names.find((name) => !steps.some((step) => step.name === name))
  const known = steps.map(({ name }) => name).join(', ')
  if (unknown) throw new SetupError(`There is no test step "${unknown}".`, `Choose from: ${known}.`)
  const chosen = steps.filter(({ name, isLong }) => (names.length === 0 ? !isLong : names.includes(name)))

  await prepare(chosen)
  const finished = []
  for (const step of chosen) {
    const result = await runStep(step)
    finished.push(result)
    if (result.hasFailed) break
  }
  process.exitCode = printSummary(finished, chosen.slice(finished.length)) ? 0 : 1
}

async function prepare(chosen) {
  const needs = new Set(chosen.flatMap((step) => step.needs ?? []))
  await prepareOne('Packages', async () => ((await ensurePackages()) ? 'installed' : 'up to date'))
  if (needs.has('chromium')) {
    await prepareOne('Chromium', async () => (process.env.CHROMIUM_PATH = await ensureChromium()))
  }
  if (needs.has('python')) await prepareOne('Python', async () => (python = await ensurePython()))
}

async function prepareOne(name, action) {
  const startMs = performance.now()
  console.log(`[setup] ${name} ...`)
  console.log(`[setup] ${name}: ${await action()} (${formatSeconds(startMs)})`)
}

async function runStep({ name, action }) {
  const startMs = performance.now()
  console.log(`\n[${name}] ...`)
  let result
  try {
    result = { ...(await action()) }
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    result = { error }
  }
  const counts = { passed: 0, failed: 0, skipped: [], ...result }
  const reason = findFault(counts, result)
  console.log(`[${name}] ${reason ? 'FAILED' : 'passed'} (${formatSeconds(startMs)})`)
  return { name, ...counts, reason, remedy: result.error?.remedy, hasFailed: reason !== undefined }
}

/** Why a step counts as failed, whatever its tool's exit code was. */
function findFault(counts, { error, code, passed }) {
  if (error) return error.message
  if (counts.failed > 0) return `Failed tests: ${counts.failed}.`
  if (code) return `The test runner ended with code ${code}; its last lines are above.`
  if (passed === 0) return 'No test was run.'
  // Where everything is installed by this script, a test that skips itself is a test that is never run.
  if (process.env.CI && counts.skipped.length > 0)
    return `Skipped tests, which CI does not allow: ${counts.skipped.length}.`
  return undefined
}

/** The last line is in the form that machines read. Returns whether all is well. */
function printSummary(finished, left) {
  console.log('\nSummary')
  for (const { name, passed, failed, skipped, hasFailed } of finished) {
    const counts = passed + failed + skipped.length > 0 ? `: ${toCounts(passed, failed, skipped.length)}` : ''
    console.log(`  ${hasFailed ? 'FAILED' : 'passed'}  ${name}${counts}`)
    for (const title of skipped) console.log(`          skipped: ${title}`)
  }
  for (const { name } of left) console.log(`  not run ${name}`)
  const fault = finished.find(({ hasFailed }) => hasFailed)
  if (fault)
    console.log(`\nStopped at "${fault.name}": ${fault.reason}${fault.remedy ? ` ${fault.remedy}` : ''}`)
  const sum = (count) => finished.reduce((total, step) => total + count(step), 0)
  const total = toCounts(
    sum(({ passed }) => passed),
    sum(({ failed }) => failed),
    sum(({ skipped }) => skipped.length),
  )
  console.log(`\n${total}`)
  return fault === undefined
}

function toCounts(passed, failed, skipped) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

// -- steps -----------------------------------------------------------------------------------------------------------

async function runChecks() {
  for (const name of checkNames) await runCheck(name)
}

async function buildSite() {
  console.log(`  dist/ ${(await ensureSite()) ? 'was built' : 'is up to date'}`)
}

/** Alone (`npm test -- e2e`) it must not test an old build. */
async function runEndToEnd() {
  await buildSite()
  return runVitest('e2e')
}

async function runLong() {
  await buildSite()
  return runVitest('long', 'long-site')
}

/** One report of all that is named; it has the name of the first. */
async function runVitest(...projects) {
  const [name] = projects
  const report = prepareReport(`${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const chosen = projects.flatMap((project) => ['--project', project])
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...chosen, ...reporters]
  const { code } = await run(process.execPath, args, { label: name })
  if (!existsSync(join(root, report))) return { code: code || 1 }
  const tests = readTests(report)
  const withStatus = (known) => tests.filter(({ status }) => status === known)
  const skipped = tests.filter(({ status }) => !['passed', 'failed'].includes(status))
  return {
    code,
    passed: withStatus('passed').length,
    failed: withStatus('failed').length,
    skipped: skipped.map(({ fullName }) => fullName),
  }
}

function readTests(report) {
  const { testResults } = JSON.parse(readFileSync(join(root, report), 'utf8'))
  return testResults.flatMap(({ assertionResults }) => assertionResults)
}

/** By the reports of the last run of each step, so it comes behind all of them. */
function checkTitles() {
  const reports = vitestSteps.map((name) => `${resultsFolder}/${name}.json`)
  const missing = reports.filter((report) => !existsSync(join(root, report)))
  if (missing.length > 0)
    throw new SetupError(
      `There is no ${missing.join(', ')}.`,
      'Run "npm test" and "npm run test:long" first.',
    )
  const passed = reports.flatMap(readTests).filter(({ status }) => status === 'passed')
  const { covered, uncovered } = checkNumbers(passed.map(({ fullName }) => fullName))
  console.log(`  ${covered} numbers are covered; without a test: ${uncovered.join(', ') || 'none'}`)
}

async function runPytest() {
  const report = prepareReport('pytest.xml')
  const args = ['-m', 'pytest', '-q', `--junitxml=${join(root, report)}`]
  const { code } = await run(python, args, { label: 'pytest', cwd: join(root, 'training') })
  if (!existsSync(join(root, report))) return { code: code || 1 }
  return { code, ...parseJunit(readFileSync(join(root, report), 'utf8')) }
}

/** pytest's own report: one `testcase` each, with a child where it did not pass. */
function parseJunit(xml) {
  const cases = [...xml.matchAll(/<testcase\b([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)].map(
    ([, names, body = '']) => {
      const title = ['classname', 'name']
        .map((key) => new RegExp(` ${key}="([^"]*)"`).exec(` ${names}`)?.[1])
        .join(' ')
      const status = /<(failure|error)\b/.test(body)
        ? 'failed'
        : /<skipped\b/.test(body)
          ? 'skipped'
          : 'passed'
      return { title, status }
    },
  )
  const withStatus = (status) => cases.filter((found) => found.status === status)
  return {
    passed: withStatus('passed').length,
    failed: withStatus('failed').length,
    skipped: withStatus('skipped').map(({ title }) => title),
  }
}

/** A report of an earlier run must never be counted. */
function prepareReport(name) {
  mkdirSync(join(root, resultsFolder), { recursive: true })
  rmSync(join(root, resultsFolder, name), { force: true })
  return `${resultsFolder}/${name}`
}

await runMain(() => main(process.argv.slice(2)))
