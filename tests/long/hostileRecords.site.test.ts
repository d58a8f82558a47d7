import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync, strFromU8 } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultEncoderFolder } from '../../src/cli/defaults.ts'
import { parseCatalogue } from '../../src/core/catalogue.ts'
import { toBytes, toUint32 } from '../../src/core/bytes.ts'
import { packFile, parseManifest } from '../../src/core/pack/manifest.ts'
import type { PubmedRecord } from '../../src/core/record.ts'
import { toBundleKey, toFileEntry } from '../../src/engine/bundle.ts'
import { encodeRecords } from '../../src/engine/records.ts'
import { sampleLibraries } from '../globalSetup.ts'
import { offerLibrary } from '../long/offerLibrary.ts'
import {
  accessibilityProblems,
  ask,
  startSite,
  startVisit,
  waitForPhase,
  type Site,
  type Visit,
} from '../e2e/site.ts'

interface Hostile {
  /** In the list of bad inputs. */
  number: number
  title: string
  /** What is to be seen, where that is not what is written. */
  seen?: string
  more?: object
}

const harm = `document.body.dataset.harmed=1`
const records: Hostile[] = [
  { number: 77, title: `<img src=x onerror="${harm}">` },
  { number: 78, title: `</script><script>${harm}</script>` },
  { number: 79, title: 'A link that would run', more: { doi: `javascript:${harm}` } },
  {
    number: 79,
    title: 'A link to what it holds itself',
    more: { doi: `data:text/html,<script>${harm}</script>` },
  },
  { number: 80, title: 'CO<sub>2 and the rest' },
  { number: 81, title: '<i>'.repeat(10_000) },
  { number: 82, title: `<math><mtext><svg onload="${harm}"><script>${harm}</script>` },
  { number: 83, title: 'long '.repeat(200_000), seen: 'long '.repeat(200_000).trim() },
  { number: 84, title: '', seen: '1008' }, // its PMID stands in
  { number: 85, title: '?!… — “”' },
  { number: 86, title: '{{constructor}} ${x} body{display:none} /* __proto__ */' },
  { number: 87, title: '\u202eton si ti\u202c: no fever', seen: 'ton si ti\u202c: no fever' },
  { number: 88, title: '&lt;b&gt;bold&lt;/b&gt; &amp;amp;' },
  { number: 89, title: 'Саncer with the letters of another script' },
  { number: 90, title: 'Fev<i>er</i> and fe&shy;ver' },
  { number: 91, title: 'Fever\u2028and\u2029chills', seen: 'Fever and chills' },
  { number: 92, title: 'Of no year' },
  { number: 92, title: 'Of a year that cannot be', more: { date: { year: 0, month: 13 } } },
  { number: 93, title: 'By two hundred', more: { authors: names(200) } },
  { number: 93, title: 'By a group', more: { authors: [{ name: 'The Fever Group <b>' }] } },
  { number: 93, title: 'By nobody' },
]

function names(count: number): { name: string; initials: string }[] {
  return Array.from({ length: count }, (_, place) => ({ name: `Author${place}`, initials: 'A' }))
}

const pmidOf = (place: number) => String(1000 + place)

describe('records that nobody meant to be read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'biohicl-hostile-'))
  let site: Site
  let visit: Visit

  beforeAll(async () => {
    const file = join(folder, 'records.jsonl')
    const lines = records.map(({ title, more }, place) => ({
      ...{ pmid: pmidOf(place), title, abstract: [{ text: 'No fever was seen in falconers.' }], ...more },
    }))
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'))
    const libraries = join(folder, 'site')
    await offerLibrary(libraries, { file, records: lines.length, encoderFolder: defaultEncoderFolder })
    site = await startSite(libraries)
    visit = await startVisit()
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
    await ask(visit.page, 'fever[tiab]')
    await visit.page.getByRole('button', { name: /^Show more/ }).click()
    await visit.page.getByText('These are all.').waitFor()
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const title = (pmid: string) => visit.page.locator(`article[data-record-id="${pmid}"] h3 button`)
  const reader = () => visit.page.getByRole('region', { name: 'Record', exact: true })

  it.each(records.map((record, place) => ({ ...record, place, name: record.title.slice(0, 50) })))(
    '$number: is text in the list and in the reader: $name',
    async ({ title: written, seen = written, place }) => {
      const button = title(pmidOf(place))
      expect(await button.textContent()).toBe(seen)
      await button.press('Enter')
      expect(await reader().locator('h2').textContent()).toBe(seen)
      const links = await reader()
        .getByRole('link')
        .evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).href))
      expect(links).toEqual([`https://pubmed.ncbi.nlm.nih.gov/${pmidOf(place)}/`])
    },
  )

  it('93: has all of its authors where one asks for them', async () => {
    const place = records.findIndex(({ title }) => title === 'By two hundred')
    await title(pmidOf(place)).press('Enter')
    await reader().getByRole('button', { name: /200/ }).click()
    expect(await reader().getByText('Author199 A').count()).toBe(1)
  })

  it('R37: become no elements, run nothing, and leave the page as wide as it is', async () => {
    const foreign = 'img, script, math, sub, i, b, svg[onload]'
    expect(await visit.page.locator('article, section[aria-label=Record]').locator(foreign).count()).toBe(0)
    expect(await visit.page.getAttribute('body', 'data-harmed')).toBeNull()
    expect(
      await visit.page.evaluate(
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
      ),
    ).toBe(true)
    expect(await accessibilityProblems(visit.page)).toEqual([])
  })

  it.each([
    ['70', `<script>${harm}</script>`],
    ['71', '(((((a*)*)*'],
    ['90', 'fever'],
  ])('%s: words of %s are marked in their titles as text', async (_number, query) => {
    await ask(visit.page, query)
    const marks = visit.page.locator('article[data-record-id] mark')
    if (query === 'fever') await marks.first().waitFor()
    expect(await marks.evaluateAll((found) => found.every(({ children }) => children.length === 0))).toBe(
      true,
    )
    expect(await visit.page.getAttribute('body', 'data-harmed')).toBeNull()
  })

  it('never broke the site’s policy', () => {
    expect(visit.complaints).toEqual([])
  })
})

describe('a library whose hashes are right and whose record is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'biohicl-malformed-'))
  let site: Site
  let visit: Visit
  let broken: PubmedRecord

  beforeAll(async () => {
    cpSync(sampleLibraries, folder, { recursive: true })
    broken = await breakRecord(join(folder, 'sample-notes'), join(folder, 'catalogue.json'))
    site = await startSite(folder)
    visit = await startVisit()
    await visit.page.goto(`${site.url}?backend=wasm`)
    await waitForPhase(visit.page, 'ready')
  })
  afterAll(async () => {
    await visit.close()
    await site.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('R38: is told of in its place, by library and number, and the others are shown', async () => {
    const listed = await ask(visit.page, broken.title)
    expect(listed).toHaveLength(10)
    expect(listed).toContain(broken.pmid)
    const card = visit.page.locator(`article[data-record-id="${broken.pmid}"]`)
    await card.getByRole('alert').filter({ hasText: 'in a form that cannot be read' }).waitFor()
    expect(await card.locator('details').textContent()).toMatch(
      new RegExp(`library-invalid.*library/sample-notes@.*record ${broken.pmid} .*title: `, 's'),
    )
    expect(await visit.page.getByRole('alert').count()).toBe(1)
    expect(await accessibilityProblems(visit.page)).toEqual([])
    await card.locator('h3 button').press('Enter')
    const reader = visit.page.getByRole('region', { name: 'Record', exact: true })
    await reader.getByRole('alert').filter({ hasText: 'in a form that cannot be read' }).waitFor()
    expect(visit.complaints).toEqual([])
  })
})

/** @returns the first record of a library, in whose place another thing stands now */
async function breakRecord(library: string, catalogue: string): Promise<PubmedRecord> {
  const read = (name: string) => new Uint8Array(readFileSync(join(library, name)))
  const offsets = toUint32(read(packFile.recordOffsets))
  const blocks = read(packFile.records)
  const records = Array.from(offsets.subarray(1), (end, block) => {
    const text = strFromU8(inflateSync(blocks.subarray(offsets[block], end)))
    return JSON.parse(text) as PubmedRecord[]
  }).flat()
  const [broken, ...others] = records
  if (!broken) throw new Error('The sample notes are empty.')
  const changed = encodeRecords([{ ...broken, title: { toString: 'no title' } as never }, ...others])
  writeFileSync(join(library, packFile.records), changed.blocks)
  writeFileSync(join(library, packFile.recordOffsets), toBytes(changed.offsets))
  const manifest = parseManifest(readFileSync(join(library, 'manifest.json'), 'utf8'))
  const files = await Promise.all(manifest.files.map(({ name }) => toFileEntry(name, read(name))))
  const text = JSON.stringify({ ...manifest, files })
  writeFileSync(join(library, 'manifest.json'), text)
  const { libraries, ...site } = parseCatalogue(readFileSync(catalogue, 'utf8'))
  const key = await toBundleKey('library', manifest.id, new TextEncoder().encode(text))
  writeFileSync(
    catalogue,
    JSON.stringify({ ...site, libraries: libraries.map((each) => ({ ...each, key })) }),
  )
  return broken
}
