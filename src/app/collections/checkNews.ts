import { compareEditions, rememberedCount, withAnswer } from '../../core/kept/alerts.ts'
import type { LibraryEdition } from '../../core/kept/kept.ts'
import type { EngineContract } from '../../protocol/engine.ts'
import type { KeptOverview } from '../../protocol/keeping.ts'
import type { Link } from '../workers.ts'
import { toSearchInput } from './asked.ts'
import type { Keeper } from './keeper.ts'

export interface NewsSources {
  engine: Pick<Link<EngineContract>, 'call'>
  libraries: readonly LibraryEdition[]
  /** Searches that go by meaning wait until it can be asked. */
  hasMeaning: boolean
  now(): Date
}

/** Asks updated libraries what has become of kept records, and saved searches once more. Nothing leaves the device. */
export async function checkNews(keeper: Keeper, sources: NewsSources): Promise<void> {
  const overview = await keeper.refresh()
  if (!overview) return
  await checkRecords(keeper, overview, sources)
  await checkSearches(keeper, overview, sources)
}

async function checkRecords(
  keeper: Keeper,
  { collections, checked }: KeptOverview,
  { engine, libraries }: NewsSources,
): Promise<void> {
  const isNew = ({ id, key }: LibraryEdition) => !checked.some((one) => one.id === id && one.key === key)
  if (!libraries.some(isNew)) return
  const pmids = [...new Set(collections.flatMap((collection) => collection.pmids))]
  const records = pmids.length > 0 ? await engine.call('findRecords', { pmids }) : []
  const found = records.map(({ pmid, notices }) => ({ pmid, notices }))
  const others = checked.filter(({ id }) => !libraries.some((library) => library.id === id))
  const editions = libraries.map(({ id, key }) => ({ id, key }))
  await keeper.learnNotices({ found, libraries: [...others, ...editions] })
}

async function checkSearches(
  keeper: Keeper,
  { searches }: KeptOverview,
  { engine, libraries, hasMeaning, now }: NewsSources,
): Promise<void> {
  for (const search of searches) {
    const { asked } = search
    if (compareEditions(search, libraries) === 'same') continue
    if (asked.mode !== 'words' && !hasMeaning) continue
    const input = toSearchInput(asked, rememberedCount)
    if (!input) continue
    const output = await engine.call('search', { ...input, isAside: true })
    if (output.mode !== asked.mode) continue // answered otherwise than it was asked: not to be compared
    const records = output.hits.map(({ record }) => record)
    await keeper.putSearch(withAnswer(search, records, libraries, now().toISOString()))
  }
}
