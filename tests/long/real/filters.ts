import { expect, it } from 'vitest'
import { levelOf } from '../../../src/core/evidenceLevels.ts'
import { hedges } from '../../../src/core/hedges.ts'
import type { PubmedRecord } from '../../../src/core/record.ts'
import { ask, waitForPhase } from '../../e2e/site.ts'
import type { TreeLine } from './listPage.ts'
import { countUnder, findSlowly, findUnder, pmidsOf, uiOf, type RealRecords } from './records.ts'
import { chooseHeading, chooseMode, expectFalling, question, together, type Opened } from './visit.ts'

export function testFilters(opened: Opened): void {
  const findNamed = (name: string) => findUnder(uiOf(name, opened().real.mesh), opened().real)
  /** The heading at a place, or the category of a letter. */
  const uiAt = (treeNumber: string) => opened().real.mesh.byTreeNumber(treeNumber)?.ui ?? treeNumber
  const findAt = (treeNumber: string) => findUnder(uiAt(treeNumber), opened().real)
  /** The lines with what they have to count over these records. */
  const recounted = (lines: TreeLine[], records: PubmedRecord[]) =>
    lines.map((line) => ({
      ...line,
      count: countUnder(uiAt(line.treeNumber), { ...opened().real, records }),
    }))

  it('by a heading for a term as one types, which tells its place and its records', async () => {
    const { page, list } = opened()
    await ask(page, question)
    const box = page.getByRole('combobox', { name: 'MeSH heading' })
    await box.fill('cardiac failure')
    const option = page.getByRole('option', { name: /^Heart Failure/ })
    await option.waitFor()
    const count = findNamed('Heart Failure').length
    const lines = await option.innerText()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(lines.replace(/\s+/g, ' ')).toBe(
      `Heart Failure ← Cardiac Failure${count} Diseases › Cardiovascular Diseases › Heart Diseases`,
    )
    await list.untilTotal(count)
    await list.clearFilters()
  })

  it('by a tree that counts the thousand best of a plain question, each once at a heading', async () => {
    const { page, list, real } = opened()
    await chooseMode(page, 'Meaning')
    await page.locator('#results-title', { hasText: 'nearest in meaning to' }).waitFor()
    await page.locator('aside[data-counted]').waitFor()
    await list.expandTo('C10.228')
    const lines = await list.treeLines()
    await list.showMore(1000)
    const thousand = new Set(await list.pmids())
    expect(thousand.size).toBe(1000)
    const counted = real.records.filter(({ pmid }) => thousand.has(pmid))
    expect(lines.length).toBeGreaterThan(30)
    expect(lines).toEqual(recounted(lines, counted))
    await chooseMode(page, 'Both')
    await page.locator('#results-title', { hasText: 'in meaning and words' }).waitFor()
  })

  it('by headings, of which one is enough in a branch, and one of each branch is needed', async () => {
    const { page, list, real } = opened()
    await ask(page, 'breathlessness')
    await list.expandTo('C14')
    await list.place('C14').getByRole('checkbox').check()
    await list.untilTotal(findAt('C14').length)
    await list.place('C08').getByRole('checkbox').check()
    const either = [...new Set([...findAt('C14'), ...findAt('C08')])]
    await list.untilTotal(either.length)
    // Of the branch itself what choosing the others too would bring is counted.
    const isElsewhere = ({ treeNumber }: TreeLine) =>
      treeNumber.charAt(0) !== 'C' &&
      !real.mesh.byTreeNumber(treeNumber)?.treeNumbers.some((number) => number.startsWith('C'))
    await list.expandTo('E02')
    const lines = (await list.treeLines()).filter(isElsewhere)
    expect(lines).toEqual(recounted(lines, either))
    await list.place('E02').getByRole('checkbox').check()
    await list.untilTotal(countUnder(uiAt('E02'), { ...real, records: either }))
    await list.clearFilters()
  })

  it('by a heading with all below it, by itself, as a major topic, or without it', async () => {
    const { page, list, real } = opened()
    const infarction = uiOf('Myocardial Infarction', real.mesh)
    const treeNumber = 'C14.280.647.500'
    expect(uiAt(treeNumber)).toBe(infarction)
    await list.expandTo(treeNumber)
    const ownOf = ({ headings }: PubmedRecord) => headings.find(({ ui }) => ui === infarction)
    const isMajor = (record: PubmedRecord) =>
      (ownOf(record)?.major || ownOf(record)?.qualifiers.some(({ major }) => major)) ?? false
    const modes: [string, PubmedRecord[]][] = [
      ['With all headings below', findNamed('Myocardial Infarction')],
      ['This heading only', real.records.filter(ownOf)],
      ['As a major topic only', real.records.filter(isMajor)],
      ['Exclude, with all below', withoutThese(real.records, findNamed('Myocardial Infarction'))],
    ]
    expect(new Set(modes.map(([, wanted]) => wanted.length)).size).toBe(4)
    for (const [name, wanted] of modes) {
      await list.place(treeNumber).getByRole('button', { name: 'Options' }).click()
      await page.getByRole('menuitemradio', { name }).click()
      await list.untilTotal(wanted.length)
    }
    await list.clearFilters()
  })

  it('or moved along the tree by the dial, which says by which headings and how much', async () => {
    const { page, list, real } = opened()
    await ask(page, 'asthma')
    const [best] = await list.scores()
    const dial = page.getByRole('slider', { name: 'Along MeSH' })
    await dial.fill('3')
    const above = real.mesh.parents(uiOf('Asthma', real.mesh))
    const counted = new Set(above.flatMap((ui) => findUnder(ui, real)))
    const words = page.getByText(/^30 % of the score: whether a record stands at or below/)
    await words.waitFor()
    expect(await words.innerText()).toContain(`(${counted.size} records)`)
    const isCounted = new Set(pmidsOf([...counted]))
    const scores = (await list.scores()).map(
      (hit) => 0.7 * together(hit) + (isCounted.has(hit.pmid) ? 0.3 * together(best ?? {}) : 0),
    )
    expectFalling(scores)
    await dial.fill('0')
    await words.waitFor({ state: 'detached' })
  })

  it('less, by the heading above, where a heading leaves few', async () => {
    const { page, list, real } = opened()
    const { name, number } = findRare(real)
    const parent = real.mesh.byTreeNumber(number.slice(0, number.lastIndexOf('.')))?.name ?? ''
    await chooseHeading(page, name, name)
    await list.untilTotal(findNamed(name).length)
    await page.getByRole('button', { name: `“${parent}” instead of “${name}”` }).click()
    await list.untilTotal(findNamed(parent).length)
    await list.clearFilters()
  })

  it('by years and values, whose counts are those of the records that the others leave', async () => {
    const { page, list, real } = opened()
    const check = async (group: string, name: string) => {
      const details = page.locator('details', { has: page.locator(`ul[aria-label="${group}"]`) })
      if ((await details.getAttribute('open')) === null) await details.locator('summary').click()
      await details.getByRole('checkbox', { name, exact: true }).check()
    }
    await check('Sex', 'Female')
    const women = findNamed('Female')
    await list.untilTotal(women.length)
    await check('Age', 'Child: 6 to 12 years')
    const ofAge = (records: PubmedRecord[], name: string) =>
      countUnder(uiOf(name, real.mesh), { ...real, records })
    const girls = women.filter((record) => record.headings.some(({ name }) => name === 'Child'))
    await list.untilTotal(girls.length)

    // Ages are alternatives, so they are counted without the one that is chosen.
    const ages = new Map(await list.values('Age'))
    expect(ages.get('Adolescent: 13 to 18 years')).toBe(ofAge(women, 'Adolescent'))
    expect(new Map(await list.values('Species')).get('Humans')).toBe(ofAge(girls, 'Humans'))
    const bars = await page.locator('svg[role=img] rect title').allTextContents()
    const years = girls.flatMap(({ date }) => date?.year ?? [])
    expect(bars).toEqual(
      [...new Set(years)].sort().map((year) => `${year}: ${years.filter((one) => one === year).length}`),
    )
    await page.getByRole('spinbutton', { name: 'From' }).fill('1990')
    await page.getByRole('spinbutton', { name: 'to', exact: true }).fill('1999')
    await page.keyboard.press('Enter')
    await list.untilTotal(years.filter((year) => year >= 1990 && year <= 1999).length)
    await list.clearFilters()
  })

  it('by what only the records of files tell: type, evidence, language, journal', async () => {
    const { page, list, real } = opened()
    // With a filter all that match are counted, not the best of a question.
    await page.getByRole('checkbox', { name: /^Has abstract/ }).check()
    const withAbstract = real.records.filter(({ abstract }) => abstract.length > 0)
    await list.untilTotal(withAbstract.length)
    await page.locator('summary', { hasText: 'Journal' }).click()
    const valuesOf: Record<string, (record: PubmedRecord) => (string | undefined)[]> = {
      'Publication type': ({ publicationTypes }) => publicationTypes,
      Evidence: ({ publicationTypes }) => [levelOf(publicationTypes.map((type) => type.toLowerCase()))?.name],
      Language: ({ languages }) =>
        languages.map((code) => new Intl.DisplayNames('en', { type: 'language' }).of(code)),
      Journal: ({ journal }) => [
        journal &&
          [journal.title, journal.abbreviation ?? journal.title].toSorted((a, b) => a.length - b.length)[0],
      ],
    }
    for (const [group, valueOf] of Object.entries(valuesOf)) {
      const lines = page.locator(`ul[aria-label="${group}"] > li`)
      await lines.first().waitFor({ state: 'attached' })
      const values = await list.values(group)
      expect(values.length, group).toBeGreaterThan(1)
      const counts = values.map(([name]) => [
        name,
        withAbstract.filter((record) => valueOf(record).includes(name)).length,
      ])
      expect(values, group).toEqual(counts)
    }
    await list.clearFilters()
  })

  it('by clinical queries, which are counted when they are opened', async () => {
    const { page, list, real } = opened()
    const narrow = hedges.find(({ purpose, scope }) => purpose === 'therapy' && scope === 'narrow')
    const wanted = findSlowly(narrow?.query ?? '', real)
    await page.locator('summary', { hasText: 'Clinical query' }).click()
    const group = page.getByRole('radiogroup', { name: 'Clinical query' })
    const texts = (await group.locator('label').allTextContents()).slice(1)
    expect(texts.map((text) => text.includes('not verified'))).toEqual(
      hedges.map(({ performance: { verified } }) => !verified),
    )
    await page.getByRole('radio', { name: /^Therapy, narrow/ }).check()
    await list.untilTotal(wanted.length)
    expect(wanted.length).toBeGreaterThan(10)
    await list.clearFilters()
    await page.locator('summary', { hasText: 'Clinical query' }).click()
  })

  it('by a heading before any model is loaded', async () => {
    const { page, list } = opened()
    let open = () => {}
    const isOpened = new Promise<void>((resolve) => (open = resolve))
    await page.route('**/assets/*.wasm', async (route) => {
      await isOpened
      await route.continue()
    })
    await page.reload()
    await page.locator('body[data-phase=ready][data-encoder=loading]').waitFor()
    await ask(page, 'breathlessness')
    await chooseHeading(page, 'cardiac failure', 'Heart Failure')
    const withWord = findSlowly('breathlessness[tiab]', opened().real)
    await list.untilTotal(withWord.filter((record) => findNamed('Heart Failure').includes(record)).length)
    expect(await page.getAttribute('body', 'data-encoder')).toBe('loading')
    open()
    await waitForPhase(page, 'ready')
    await page.unroute('**/assets/*.wasm')
    await list.clearFilters()
  })
}

const withoutThese = (records: readonly PubmedRecord[], these: PubmedRecord[]) =>
  records.filter((record) => !these.includes(record))

/** A heading of heart and vessels in one place of the tree, which few records have. */
function findRare(real: RealRecords): { name: string; number: string } {
  for (const { ui, name, treeNumbers } of real.mesh.headings) {
    const [number = '', ...others] = treeNumbers
    if (!number.startsWith('C14.') || others.length > 0) continue
    const count = countUnder(ui, real)
    if (count > 0 && count < 10) return { name, number }
  }
  throw new Error('Every heading has many records.')
}
