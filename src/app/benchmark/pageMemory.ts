import { AppError } from '../../core/errors.ts'

/** TypeScript's DOM library does not have it. https://wicg.github.io/performance-measure-memory/ */
interface MeasuringPerformance {
  measureUserAgentSpecificMemory?(): Promise<{ bytes: number }>
}

/**
 * Of the page with its workers. The browser answers when it has next cleared up, which may take a minute.
 * @returns undefined where it does not tell, or not to a page that is not isolated
 * @throws AppError `cancelled`
 */
export async function measurePageMemory(
  signal: AbortSignal,
  source = performance as MeasuringPerformance,
): Promise<number | undefined> {
  const told = source.measureUserAgentSpecificMemory?.().then(
    ({ bytes }) => bytes,
    () => undefined,
  )
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(new AppError('cancelled', 'Measuring memory was cancelled.'))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  return Promise.race([told, stopped])
}
