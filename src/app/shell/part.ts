import { lazy, type ComponentType } from 'react'
import { AppError } from '../../core/errors.ts'

/** A part of the page that is not in the first download: it is fetched when it is first shown, or ahead of that. */
export interface Part<P extends object> {
  /** What to show: the component itself where it is here, else one that React waits for. */
  current(): ComponentType<P>
  /** After a failure, which React.lazy keeps for good, asks the site again. @returns whether it is here now */
  fetch(): Promise<boolean>
  /** Fetches it if it is not here, so that it is when there is no network. */
  preload(): void
}

export function createPart<P extends object>(load: () => Promise<ComponentType<P>>): Part<P> {
  let loaded: ComponentType<P> | undefined

  async function fetchPart(): Promise<ComponentType<P>> {
    try {
      return (loaded = await load())
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown)
      throw new AppError('part-missing', reason, { cause: thrown })
    }
  }

  const waiting = lazy(async () => ({ default: await fetchPart() }))
  return {
    current: () => loaded ?? waiting,
    fetch: () =>
      fetchPart().then(
        () => true,
        () => false,
      ),
    preload() {
      if (!loaded) fetchPart().catch(() => {}) // asked for again, and told of, when it is opened
    },
  }
}
