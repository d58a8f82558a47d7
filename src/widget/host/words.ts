import type { WidgetOptions } from '../options.ts'

/** What is said outside of the frame. */
export interface Words {
  open: string
  close: string
  link: string
}

const words: Record<'en' | 'de', Words> = {
  en: { open: 'Search', close: 'Close', link: 'Search biomedical literature' },
  de: { open: 'Suchen', close: 'Schließen', link: 'Biomedizinische Literatur suchen' },
}

export function wordsOf(lang: WidgetOptions['lang']): Words {
  return words[lang === 'auto' ? (navigator.language.startsWith('de') ? 'de' : 'en') : lang]
}
