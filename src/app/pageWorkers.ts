import type { ErrorCode } from '../core/errors.ts'
import type { BackendChoice, BackendName, EngineContract, OrtRuntime } from '../protocol/engine.ts'
import type { TransferContract } from '../protocol/transfer.ts'
import type { Link } from './workers.ts'

/** The workers, for pages that are loaded later and have their own actions. */
export interface PageWorkers {
  transfer(): Link<TransferContract>
  /** The search worker; undefined before the first one is started. */
  engine(): Link<EngineContract> | undefined
  /** Another search worker, beside the page's own; whoever starts it stops it. */
  startEngine(): Link<EngineContract>
  backend(): BackendChoice
  loadRuntime(backend: BackendName): Promise<OrtRuntime>
  /** Opens anew what is searched. */
  reopen(): void
  onFailure(code: ErrorCode): void
}
