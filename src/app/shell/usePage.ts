import { useSyncExternalStore } from 'react'

export type PageName = 'search' | 'libraries'

/** In the address, so that the browser's own button for going back does. It never holds a query. */
export const pageAddress: Record<PageName, string> = { search: '#', libraries: '#libraries' }

export function usePage(): PageName {
  return useSyncExternalStore(subscribe, () =>
    location.hash === pageAddress.libraries ? 'libraries' : 'search',
  )
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}
