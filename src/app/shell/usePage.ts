import { useSyncExternalStore } from 'react'
import { pages, type PageName } from './pages.ts'

export interface PageAddress {
  name: PageName
  argument: string | undefined
}

const pageNames = Object.keys(pages) as (keyof typeof pages)[]

/**
 * In the address, so that the browser's own button for going back does. It never holds a query. An argument follows after
 * a slash: `${pageAddress.heading}/D006333`.
 */
export const pageAddress = {
  search: '#',
  ...Object.fromEntries(pageNames.map((name) => [name, `#${name}`])),
} as Record<PageName, string> // fromEntries forgets the names

/** What is no page's address is the search's. */
export function parsePageAddress(hash: string): PageAddress {
  const [, text, argument] = /^#([a-z]+)(?:\/([\w.-]+))?$/.exec(hash) ?? []
  const name = pageNames.find((each) => each === text)
  return name ? { name, argument } : { name: 'search', argument: undefined }
}

export function usePage(): PageAddress {
  return parsePageAddress(useSyncExternalStore(subscribe, () => location.hash))
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}
