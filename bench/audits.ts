/**
 * Lighthouse over pages of the demo site: npm run build:site, then npx tsx bench/audits.ts [--json]. Lighthouse itself is fetched by npx.
 * Nothing is asserted: the figures hold for the machine they were taken on, and for a site on this machine.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { appFolder, demoSiteFile, parseDemoSite } from '../src/core/demoSite.ts'
import { chromiumPath } from '../src/platform/node/chromiumOptions.ts'
import { createStaticServer, listen } from '../src/server/static.ts'
import { startVisit, waitForPhase } from '../tests/e2e/site.ts'
import { describeMachine } from './machine.ts'

const lighthouse = 'lighthouse@12.8.2'
const root = 'site'
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const pages = [
  { name: 'first page', path: '' },
  { name: 'app, with its library installed', path: appFolder },
  { name: 'examples of the widget', path: 'widget.html' },
  { name: 'a page of the documentation', path: 'docs/using.html' },
]
/** As Lighthouse has them: a phone on a slow network with a quarter of this machine's speed, and a computer. */
const devices = { phone: [], computer: ['--preset=desktop'] }

interface Report {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, { score: number | null; displayValue?: string }>
}

interface Result {
  page: string
  device: string
  /** 0 to 100; null where Lighthouse could not tell. */
  scores: Record<string, number | null>
  /** Audits that take something away, with their values. */
  faults: string[]
}

async function audit(url: string, profile: string, options: string[]): Promise<Report> {
  const output = join(profile, 'report.json')
  const flags = `--headless=new --no-sandbox --user-data-dir=${profile}`
  const args = ['--yes', lighthouse, url, '--quiet', '--output=json', `--output-path=${output}`]
  // What was installed beforehand stays.
  args.push('--disable-storage-reset', `--chrome-flags=${flags}`, `--only-categories=${categories.join(',')}`)
  await promisify(execFile)('npx', [...args, ...options], {
    env: { ...process.env, CHROME_PATH: chromiumPath },
  })
  return JSON.parse(readFileSync(output, 'utf8')) as Report
}

function toResult(page: string, device: string, report: Report): Result {
  const scores = categories.map((name) => [name, toPercent(report.categories[name]?.score ?? null)] as const)
  const weighed = categories.flatMap((name) => report.categories[name]?.auditRefs ?? [])
  const faults = weighed
    .filter(({ weight }) => weight > 0)
    .map(({ id }) => ({ id, ...report.audits[id] }))
    .filter(({ score }) => typeof score === 'number' && score < 1)
    .map(({ id, displayValue = '' }) => `${id} ${displayValue}`.trim())
  return { page, device, scores: Object.fromEntries(scores), faults }
}

const toPercent = (score: number | null) => (score === null ? null : Math.round(score * 100))

const { base } = parseDemoSite(readFileSync(join(root, demoSiteFile), 'utf8'))
const server = createStaticServer({ root, base, app: appFolder })
const url = `http://localhost:${await listen(server, 0)}${base}`
const results: Result[] = []
for (const { name, path } of pages) {
  for (const [device, options] of Object.entries(devices)) {
    console.error(`${name}, on a ${device} …`)
    const profile = mkdtempSync(join(tmpdir(), 'biohicl-audit-'))
    if (path === appFolder) {
      const visit = await startVisit({ profile, keepsApp: true })
      await visit.page.goto(url + path)
      await waitForPhase(visit.page, 'ready')
      await visit.close()
    }
    results.push(toResult(name, device, await audit(url + path, profile, options)))
    rmSync(profile, { recursive: true, force: true })
  }
}
server.close()
server.closeAllConnections()

const machine = [...describeMachine(), lighthouse]
console.log(machine.map((line) => `- ${line}`).join('\n'))
console.log('\n| page | on a | performance | accessibility | best practices | SEO | what takes away |')
console.log('| --- | --- | --- | --- | --- | --- | --- |')
for (const { page, device, scores, faults } of results)
  console.log(`| ${page} | ${device} | ${Object.values(scores).join(' | ')} | ${faults.join(', ')} |`)
if (process.argv.includes('--json')) {
  mkdirSync('test-results', { recursive: true })
  const file = join('test-results', 'audits.json')
  writeFileSync(file, `${JSON.stringify({ date: new Date().toISOString(), machine, results }, null, 1)}\n`)
  console.log(`\nWritten to ${file}`)
}
