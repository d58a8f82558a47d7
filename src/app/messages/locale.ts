import { createStore } from '../store.ts'

/** As speakers of the language write it. */
export const languageNames = { en: 'English', de: 'Deutsch' }

export type Language = keyof typeof languageNames

export const isLanguage = (code: string): code is Language => Object.hasOwn(languageNames, code)

/** The first of the browser's languages that there are texts in. */
export const preferredLanguage = (): Language =>
  navigator.languages.map((tag) => tag.split('-')[0] ?? '').find(isLanguage) ?? 'en'

/** The language of the page. `speak` in messages.ts changes it, once its texts are here. */
export const language = createStore((_before: Language, next: Language) => next, 'en')
