import { countFilters, toFilterText, type Filters } from '../core/filters.ts'
import type { Session } from './session.ts'

/** Filters stand behind the address of the search, so that a link or a reload has them. A query never does. */
const prefix = '#filters='

interface AddressPorts {
  get(): Session
  subscribe(listener: () => void): () => void
  setFilters(filters: Filters): void
}

function toFilterAddress(filters: Filters): string {
  return countFilters(filters) > 0 ? prefix + encodeURIComponent(toFilterText(filters)) : ''
}

/** Takes over what the address has, as soon as there is something to filter, and writes there what is set. */
export function keepFilterAddress({ get, subscribe, setFilters }: AddressPorts): void {
  /** Of the address, until they are taken over. */
  let given: Filters | 'unread' | undefined

  async function read(): Promise<void> {
    if (location.hash.startsWith(prefix)) {
      given = 'unread'
      given = await parse(location.hash.slice(prefix.length))
    }
    settle()
  }

  function settle(): void {
    const session = get()
    if (session.phase !== 'ready' || given === 'unread') return
    const taken = given
    given = undefined
    if (taken && toFilterText(taken) !== toFilterText(session.filters)) return setFilters(taken) // and settles then
    const isSearch = location.hash === '' || location.hash.startsWith(prefix)
    const wanted = toFilterAddress(session.filters)
    // In place: filters are tried by the dozen, and going back is to lead to where one was before them.
    if (isSearch && wanted !== location.hash)
      history.replaceState(history.state, '', wanted || location.pathname + location.search)
  }

  subscribe(settle)
  addEventListener('hashchange', () => void read())
  void read()
}

async function parse(encoded: string): Promise<Filters | undefined> {
  const { parseFilters } = await import('../core/parseFilters.ts')
  try {
    return parseFilters(decodeURIComponent(encoded))
  } catch {
    return undefined // not what a page of this site has written: nothing is filtered, and the address says so at once
  }
}
