import '../../app/styles/tokens.css'
import './frame.css'
import { useSyncExternalStore } from 'react'
import { createRoot } from 'react-dom/client'
import { language, preferredLanguage } from '../../app/messages/locale.ts'
import { createStore } from '../../app/store.ts'
import { embeddersFile, findEmbedder, parseEmbeddersFile, type Embedder } from '../../core/embedders.ts'
import type { PubmedRecord } from '../../core/record.ts'
import type { WidgetAnswer, WidgetState } from '../../protocol/widget.ts'
import { defaultOptions, listAddress, type WidgetOptions } from '../options.ts'
import { Frame } from './Frame.tsx'
import { createHostLink } from './hostLink.ts'
import { readFrameOptions } from './frameOptions.ts'
import { applyLook } from './look.ts'
import { createSession, type FrameAnswer } from './session.ts'
import { mayStartWorkers, startWords } from './startWords.ts'
import { texts } from './texts.ts'

const root = findRoot()
const site = new URL(import.meta.env.BASE_URL, location.href).href
const given = readFrameOptions(listAddress(location))
const session = createSession(
  {
    words: startWords(),
    ...(mayStartWorkers && { loadMeaning: async () => (await import('./meaning.ts')).meaningSource }),
    isReading: () => root.querySelector('article [aria-expanded=true], article :focus-within') !== null,
  },
  { ...defaultOptions, ...given.options },
)
/** What was wrong with options, the last ones; and that the page around may not embed, which most browsers refuse themselves. */
const warnings = createStore((_before: readonly string[], next: readonly string[]) => next, given.warnings)

const embedders = loadEmbedders()
const link = createHostLink({
  window,
  embedders,
  getState: toState,
  getShare: () => session.get().options.share,
  onSearch: async (query) => toAnswer(await session.search(query)),
  onClear: session.clear,
  onConfig(changes, found) {
    warnings.dispatch([...found, ...configure({ ...session.get().options, ...changes })])
  },
  onFocus: focusField,
})
void embedders.then(warnOfStranger, () => {}) // without the list nobody may connect, and the search works all the same

let told = session.get()
session.subscribe(() => {
  const before = told
  told = session.get()
  link.emit('state', toState())
  if (told.answer && told.answer !== before.answer) link.emit('results', toAnswer(told.answer))
  if (told.failure && told.failure !== before.failure)
    link.emit('error', { code: 'failed', message: told.failure.message })
})
new ResizeObserver(([entry]) => {
  if (entry) link.emit('resize', { height: Math.ceil(entry.contentRect.height) })
}).observe(root)
addEventListener('keydown', ({ key, defaultPrevented }) => {
  if (key === 'Escape' && !defaultPrevented && session.get().text === '') link.emit('dismiss', {})
})

warnings.dispatch([...given.warnings, ...configure(session.get().options)])
// Colours that fit a light page need not fit a dark one.
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () =>
  applyLook(session.get().options.look),
)
createRoot(root).render(<Widget />)
void session.open()

function Widget() {
  const spoken = useSyncExternalStore(language.subscribe, language.get)
  const found = useSyncExternalStore(warnings.subscribe, warnings.get)
  return (
    <Frame
      session={session}
      language={spoken}
      warnings={found}
      appUrl={site}
      onSelect={tellSelected}
      countIgnored={() => link.ignored}
    />
  )
}

/** @returns what is wrong with them, in words */
function configure(options: WidgetOptions): string[] {
  const { dataset } = document.documentElement
  if (options.theme === 'auto') delete dataset.theme
  else dataset.theme = options.theme
  const spoken = options.lang === 'auto' ? preferredLanguage() : options.lang
  document.documentElement.lang = spoken
  language.dispatch(spoken)
  const found = applyLook(options.look)
  session.configure(options)
  return found
}

/** The pages of the site itself, which can look into this one anyway, and those that it lists. */
async function loadEmbedders(): Promise<Embedder[]> {
  const response = await fetch(site + embeddersFile, { cache: 'no-cache', credentials: 'omit' })
  if (!response.ok) throw new Error(`${embeddersFile}: the server answered ${response.status}.`)
  return [{ origin: location.origin, reads: 'results' }, ...parseEmbeddersFile(await response.text())]
}

/** Where the host of this page sends no headers, nothing else keeps strangers from showing it. */
function warnOfStranger(listed: readonly Embedder[]): void {
  const [around] = document.location.ancestorOrigins ?? []
  if (around !== undefined && around !== location.origin && !findEmbedder(listed, around))
    warnings.dispatch([...warnings.get(), texts[language.get()].notAllowed(around)])
}

function focusField(): void {
  document.querySelector<HTMLInputElement>('input[type=search]')?.focus()
}

function tellSelected(record: PubmedRecord): void {
  const { answer } = session.get()
  const hit = answer?.hits.find((each) => each.record === record)
  if (answer && hit) link.emit('select', { query: answer.query, result: toResult(hit) })
}

function toState(): WidgetState {
  const { library, failure, answer, meaning } = session.get()
  return {
    phase: library ? 'ready' : failure ? 'failed' : 'loading',
    meaning: meaning.stage,
    ...(answer && { stage: answer.stage, total: answer.total, query: answer.query }),
  }
}

function toAnswer({ query, stage, total, hits }: FrameAnswer): WidgetAnswer {
  return { query, stage, total, results: hits.map(toResult) }
}

function toResult({ rank, record }: FrameAnswer['hits'][number]): WidgetAnswer['results'][number] {
  const { pmid, title, journal, date, doi } = record
  return {
    ...{ rank, pmid, title },
    ...(journal && { journal: journal.title }),
    ...(date && { year: date.year }),
    ...(doi !== undefined && { doi }),
  }
}

function findRoot(): HTMLElement {
  const found = document.getElementById('root')
  if (!found) throw new Error('widget.html has no #root.')
  return found
}
