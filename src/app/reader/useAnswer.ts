import { useEffect, useState } from 'react'

export type Answer<Output> =
  { stage: 'loading' } | { stage: 'failed' } | { stage: 'answered'; output: Output }

/** Asks once, when what shows the answer is first shown. */
export function useAnswer<Output>(ask: (signal: AbortSignal) => Promise<Output>): Answer<Output> {
  const [answer, setAnswer] = useState<Answer<Output>>({ stage: 'loading' })
  const [first] = useState(() => ask)
  useEffect(() => {
    const asking = new AbortController()
    first(asking.signal).then(
      (output) => setAnswer({ stage: 'answered', output }),
      () => {
        if (!asking.signal.aborted) setAnswer({ stage: 'failed' })
      },
    )
    return () => asking.abort()
  }, [first])
  return answer
}
