import { AppError } from '../core/errors.ts'
import type { EngineContract } from '../protocol/engine.ts'
import type { Link } from './workers.ts'

export type CallEngine = Link<EngineContract>['call']

/** Calls the search worker that runs at that moment: it is another one after an update or a failure. */
export function createEngineCall(current: () => Link<EngineContract> | undefined): CallEngine {
  return (method, input, options) =>
    current()?.call(method, input, options) ??
    Promise.reject(new AppError('worker-lost', 'There is no search worker.'))
}
