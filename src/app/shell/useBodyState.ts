import { useLayoutEffect } from 'react'
import type { Session } from '../session.ts'

/** What tests, scripts and styles outside of React may read: set in the same commit as what it tells of. */
export function useBodyState(session: Session): void {
  const ready = session.phase === 'ready' ? session : undefined
  useBodyData('phase', session.phase)
  useBodyData('encoder', ready?.encoder.stage)
  useBodyData('backend', ready?.encoder.stage === 'ready' ? ready.encoder.status.backend.name : undefined)
  useBodyData('answered', ready?.shown?.request.text)

  // Never the query: titles end up in histories and in the window lists of shared computers.
  useLayoutEffect(() => void (document.title = 'BioHiCL Search'), [])
}

function useBodyData(name: 'phase' | 'encoder' | 'backend' | 'answered', value: string | undefined): void {
  useLayoutEffect(() => {
    if (value === undefined) delete document.body.dataset[name]
    else document.body.dataset[name] = value
  }, [name, value])
}
