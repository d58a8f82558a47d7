import { expect, it } from 'vitest'
import type { Locator } from 'playwright-core'
import { checkTags } from '../../../src/core/mesh/checkTags.ts'
import { depth } from '../../../src/core/mesh/tree.ts'
import type { PubmedRecord, RecordHeading } from '../../../src/core/record.ts'
import { splitSentences } from '../../../src/core/text/sentences.ts'
import { toTerms } from '../../../src/core/text/terms.ts'
import { ask } from '../../e2e/site.ts'
import { countUnder, findUnder, pmidsOf, uiOf } from './records.ts'
import { nearest } from './vectors.ts'
import { formatted, goTo, question, together, tolerance, type Opened } from './visit.ts'

export function testReading(opened: Opened): void {
  const reader = () => opened().page.getByRole('region', { name: 'Record', exact: true })
  const card = (pmid: string) => opened().page.locator(`article[data-record-id="${pmid}"]`)
  const recordOf = (pmid: string) =>
    opened().real.records.find((record) => record.pmid === pmid) ?? raise(pmid)

  async function read({ pmid, title }: PubmedRecord): Promise<void> {
    await ask(opened().page, `${pmid}[pmid]`)
    await card(pmid).locator('h3 button').click()
    await reader().getByRole('heading', { level: 2, name: title, exact: true }).waitFor()
  }

  it('as far as it is told why: by its nearest sentence, its headings and its scores', async () => {
    const { page, list, vectors, real } = opened()
    await ask(page, question)
    const [hit] = await list.scores()
    if (!hit) return raise('the first')
    const why = card(hit.pmid).getByRole('button', { name: 'Why this result' })
    await why.click()
    const panel = card(hit.pmid).locator(`[id="${await why.getAttribute('aria-controls')}"]`)
    await panel.locator('blockquote').waitFor()

    const sentences = sentencesOf(recordOf(hit.pmid))
    const cosines = await vectors.toTexts(question, sentences)
    const text = await panel.locator('blockquote').innerText()
    const place = sentences.findIndex((sentence) => text.includes(sentence))
    expect(cosines[place]).toBeGreaterThan(Math.max(...cosines) - tolerance)
    await expectMarked(panel.locator('blockquote mark'), question)

    const asked = uiOf('Migraine Disorders', real.mesh)
    await panel.getByText(/^Your question names .*Migraine Disorders/).waitFor()
    const lines = await panel
      .locator('li', { hasText: /the same heading|lies below|lies above|meet at/ })
      .allInnerTexts()
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      const [, name = '', , meeting = name, deep = ''] =
        /^(.+?)(: the same heading| and .+ meet at (.+)| lies \w+ .+?)(?: \(depth (\d+)\))?$/.exec(line) ?? []
      expect(recordOf(hit.pmid).headings.map((heading) => heading.name)).toContain(name)
      if (!line.includes('meet at')) continue
      const where = uiOf(meeting.replace(/ \(depth \d+\)$/, ''), real.mesh)
      expect(real.mesh.ancestors(uiOf(name, real.mesh))).toContain(where)
      expect(real.mesh.ancestors(asked)).toContain(where)
      if (deep) expect(real.mesh.byUi(where)?.treeNumbers.map(depth)).toContain(Number(deep))
    }

    const { meaning = 0, words = 0 } = hit
    for (const part of [
      `Meaning ${meaning.toFixed(2)}`,
      `Words ${words.toFixed(2)}`,
      `Together ${together(hit).toFixed(2)}`,
    ])
      await panel.getByText(part).first().waitFor()
    await panel.getByText('This is evidence of topic, not of quality.').waitFor()
    await why.click()
  })

  it('from the nearest sentences of the best twenty, each as it stands in its record', async () => {
    const { page, list } = opened()
    const panel = page.getByRole('region', { name: 'Nearest sentences' })
    await panel.getByText('Taken word for word from the best records.').waitFor({ timeout: 120_000 })
    await panel.getByRole('button', { name: 'More sentences' }).click()
    await list.showMore(50)
    const best = new Map(
      (await list.pmids()).slice(0, 20).map((pmid) => [recordOf(pmid).title, recordOf(pmid)]),
    )
    const items = await panel.getByRole('listitem').all()
    expect(items).toHaveLength(10)
    for (const item of items) {
      const record = best.get(await item.getByRole('button').innerText())
      const sentence = await item.getByRole('blockquote').innerText()
      expect(record && sentencesOf(record)).toContain(sentence)
    }
    const sentence = await items[0]?.getByRole('blockquote').innerText()
    await items[0]?.getByRole('button').click()
    expect(await reader().locator('[data-read-place]').innerText()).toBe(sentence)
  })

  it('with all that the file told of it', async () => {
    const { real } = opened()
    const record = real.records.find(
      ({ abstract, doi, authors, headings, vernacularTitle }) =>
        abstract.length > 3 &&
        doi &&
        authors.length > 2 &&
        authors.length < 10 &&
        !vernacularTitle &&
        headings.some(({ qualifiers }) => qualifiers.length > 0),
    )
    if (!record) return raise('such')
    await read(record)
    const facts = (await reader().innerText()).replace(/\s+/g, ' ')
    const { authors, journal, publicationTypes, abstract, pmid, doi, date } = record
    const expected = [
      authors.map(({ name, initials }) => [name, initials].filter(Boolean).join(' ')).join(', '),
      journal?.title ?? '',
      String(date?.year),
      publicationTypes.join(', '),
      ...abstract.flatMap(({ label, text }) => [label ?? '', text]),
    ]
    for (const text of expected) expect(facts).toContain(text.replace(/\s+/g, ' '))
    const headings = reader().locator('section', { hasText: 'MeSH headings' }).locator('li')
    const names = headings.locator('button span[lang=en]')
    expect(await names.allInnerTexts()).toEqual(record.headings.map(({ name }) => name))
    const qualifiers = headings.locator('[class*=qualifier] > span[lang=en]:first-child')
    expect(await qualifiers.allInnerTexts()).toEqual(
      record.headings.flatMap((heading) => heading.qualifiers.map(({ name }) => name)),
    )
    const links = await reader()
      .getByRole('link', { name: /^PubMed|^DOI/ })
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    expect(links).toEqual([
      `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`,
      `https://doi.org/${(doi ?? '').split('/').map(encodeURIComponent).join('/')}`,
    ])
  })

  it('with many authors, a title in its own language, a correction, or without an abstract', async () => {
    const { real } = opened()
    const find = (isWanted: (record: PubmedRecord) => boolean) => real.records.find(isWanted) ?? raise('such')
    const many = find(({ authors }) => authors.length > 30)
    await read(many)
    await reader()
      .getByRole('button', { name: `All ${many.authors.length} authors` })
      .click()
    expect(await reader().innerText()).toContain(many.authors.at(-1)?.name)

    const foreign = find(
      ({ vernacularTitle, languages }) => vernacularTitle !== undefined && languages.includes('fre'),
    )
    await read(foreign)
    await reader()
      .getByText(foreign.vernacularTitle ?? '')
      .waitFor()
    await reader().getByText('French').waitFor()

    const corrected = find(({ notices }) => notices.length > 0)
    await read(corrected)
    await card(corrected.pmid).getByText('Corrected', { exact: true }).waitFor()
    await reader().getByText('Corrected.').waitFor()

    await read(find(({ abstract, title }) => abstract.length === 0 && title !== ''))
    await reader().getByText('This record has no abstract.').waitFor()
  })

  it('with headings that are predicted where it has none, of those that its nearest have', async () => {
    const { real, vectors } = opened()
    const bare = real.records.find(({ headings, abstract }) => headings.length === 0 && abstract.length > 0)
    if (!bare) return raise('such')
    await read(bare)
    await reader().getByText('Predicted', { exact: true }).waitFor()
    const near = nearest(vectors.toRecord(bare.pmid), 50).map(recordOf)
    const known = new Set(near.flatMap(({ headings }) => headings.map(({ name }) => name)))
    const predicted = reader().locator('p:has-text("no indexer has seen them") + ul span[lang=en]')
    const names = await predicted.allInnerTexts()
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => !known.has(name))).toEqual([])
  })

  it('and from it to similar ones, the nearest of all, and back', async () => {
    const { page, vectors } = opened()
    const [pmid = ''] = await ask(page, question)
    await card(pmid).locator('h3 button').click()
    await reader().getByRole('button', { name: 'Similar articles' }).click()
    const similar = reader().getByRole('list', { name: 'Similar articles' }).getByRole('button')
    await similar.first().waitFor()
    const titles = nearest(vectors.toRecord(pmid), 10).map((near) => recordOf(near).title)
    const shown = await similar.allInnerTexts()
    expect(shown).toHaveLength(10)
    expect(shown[0]).toBe(titles[0])
    expect(shown.filter((title) => titles.includes(title)).length).toBeGreaterThanOrEqual(9)
    await similar.first().click()
    await reader()
      .getByRole('heading', { level: 2, name: shown[0] ?? '', exact: true })
      .waitFor()
    await reader().getByRole('button', { name: 'Back' }).click()
    await reader()
      .getByRole('heading', { level: 2, name: recordOf(pmid).title, exact: true })
      .waitFor()
    await reader().getByRole('button', { name: 'Close' }).click()
  })

  it('beside the name, the source and the date of the library, and a word where it is old', async () => {
    const { page, real } = opened()
    const newest = real.records.reduce((latest, { date }) => Math.max(latest, date?.year ?? 0), 0)
    const foot = page.getByRole('contentinfo')
    await foot
      .getByText(`${formatted(real.records.length)} records`)
      .first()
      .waitFor()
    const facts = await foot.innerText()
    expect(facts).toContain('PubMed starter library')
    expect(facts).toMatch(new RegExp(`\\b${newest}\\b`))
    expect(await foot.locator('details').textContent()).toContain('PubMed records of the data folder')
    await page
      .getByText(new RegExp(`“PubMed starter library” is of .*${newest}. What has been published since`))
      .waitFor()
  })

  it('by its heading, whose page has its places, its years and its typical records', async () => {
    const { page, real, vectors } = opened()
    const ui = uiOf('Migraine Disorders', real.mesh)
    await page.evaluate((hash) => (location.hash = hash), `heading/${ui}`)
    await page.getByRole('heading', { name: 'Migraine Disorders', exact: true }).waitFor()
    const all = findUnder(ui, real)
    const own = all.filter(({ headings }) => headings.some((heading) => heading.ui === ui))
    const counts = await page.getByText(/with it or a heading below it/).innerText()
    expect(counts).toMatch(new RegExp(`^${all.length} records .*; ${own.length} with this very heading`))
    const below = page.locator('section[aria-labelledby=below] li')
    for (const line of await below.all()) {
      const child = uiOf(await line.getByRole('link').innerText(), real.mesh)
      expect(await line.locator('.numbers').innerText()).toBe(String(countUnder(child, real)))
    }
    const years = await page.locator('section[aria-labelledby=years] tbody tr').allTextContents()
    const dated = all.flatMap(({ date }) => date?.year ?? [])
    const byYear = [...new Set(dated)].sort((a, b) => b - a)
    expect(years).toEqual(byYear.map((year) => `${year}${dated.filter((one) => one === year).length}`))
    const typical = await page.locator('section[aria-labelledby=typical] li button').allInnerTexts()
    expect(typical).toEqual(vectors.typical(pmidsOf(all), 5).map((pmid) => recordOf(pmid).title))
  })

  it('on a map that counts each branch, lists the results, and searches within a line', async () => {
    const { page, list, real } = opened()
    await goTo(page, 'Search')
    const found = await ask(page, question)
    await goTo(page, 'Map')
    const map = page.getByRole('application', { name: /^Map of PubMed starter library/ })
    await map.waitFor()
    const legend = page.getByRole('radiogroup', { name: 'Branches of MeSH' })
    const diseases = real.records.filter((record) => mainBranch(record) === 'C').length
    await legend.getByText(new RegExp(`^${formatted(diseases)}, \\d+ of the results`)).waitFor()
    const table = page.getByRole('region', { name: 'Results on the map' })
    await table.getByRole('row').nth(found.length).waitFor()
    expect(await table.getByRole('rowheader').allInnerTexts()).toEqual(
      found.map((pmid) => recordOf(pmid).title),
    )

    await page.getByRole('button', { name: 'Draw around records' }).click()
    const box = (await map.boundingBox()) ?? raise('the map')
    const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const
    await page.mouse.move(...at(0.02, 0.02))
    await page.mouse.down()
    for (const [x, y] of [
      [0.5, 0.02],
      [0.5, 0.98],
      [0.02, 0.98],
    ] as const)
      await page.mouse.move(...at(x, y), { steps: 5 })
    await page.mouse.up()
    const within = page.getByRole('button', { name: /^Search within these/ })
    const inside = Number(/\d+/.exec(await within.innerText())?.[0])
    expect(inside).toBeGreaterThan(100)
    await within.click()
    await list.untilTotal(inside)
    await list.clearFilters()
  })

  /** The branch that most of its headings stand in, a major topic counting nine times; of two the first. */
  function mainBranch({ headings }: PubmedRecord): string | undefined {
    const votes = new Map<string, number>()
    const byUi = new Map(headings.map((heading) => [heading.ui, heading]))
    for (const heading of byUi.values()) {
      const numbers = opened().real.mesh.byUi(heading.ui ?? '')?.treeNumbers ?? []
      if (checkTags.has(opened().real.mesh.byUi(heading.ui ?? '')?.name ?? '')) continue
      for (const letter of new Set(numbers.map((number) => number.charAt(0))))
        votes.set(letter, (votes.get(letter) ?? 0) + (isMajor(heading) ? 9 : 1))
    }
    const most = Math.max(...votes.values())
    return [...votes].sort(([a], [b]) => (a < b ? -1 : 1)).find(([, votesOf]) => votesOf === most)?.[0]
  }
}

const isMajor = ({ major, qualifiers }: RecordHeading) =>
  major || qualifiers.some((qualifier) => qualifier.major)

const sentencesOf = ({ abstract }: PubmedRecord) =>
  abstract.flatMap(({ text }) => splitSentences(text).map(({ start, end }) => text.slice(start, end)))

async function expectMarked(marks: Locator, asked: string): Promise<void> {
  const terms = new Set(toTerms(asked))
  const words = await marks.allInnerTexts()
  expect(words.length).toBeGreaterThan(0)
  expect(words.filter((word) => !toTerms(word).some((term) => terms.has(term)))).toEqual([])
}

function raise(what: string): never {
  throw new Error(`There is no record: ${what}.`)
}
