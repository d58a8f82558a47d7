import { english } from './en/english.ts'
import { language, type Language } from './locale.ts'
import type { PartMessages } from './partMessages.ts'

/** What the page says, in one language; partMessages.ts has the rest. What a language lacks, the compiler finds. */
export type Messages = typeof english

/** English comes with the page, another language when it is chosen, and all of it. */
const loaders: Record<Exclude<Language, 'en'>, () => Promise<{ messages: Messages; parts: PartMessages }>> = {
  de: async () => (await import('./de/german.ts')).german,
}

/** In the language of the page. To be read while drawing or answering: what a module reads when it is loaded stays as it was then. */
export let messages: Messages = english

/** Absent in English. */
export let translatedParts: PartMessages | undefined

/** @throws where the texts cannot be fetched; the page goes on in the language it has */
export async function speak(next: Language): Promise<void> {
  const translated = next === 'en' ? undefined : await loaders[next]()
  messages = translated?.messages ?? english
  translatedParts = translated?.parts
  language.dispatch(next)
}
