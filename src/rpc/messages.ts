import type { Doubt } from '../core/edition.ts'
import type { ErrorCode, Space } from '../core/errors.ts'
import type { QueryFault } from '../core/query/fault.ts'

/** What a contract looks like. Mapped over C because an interface has no index signature to match a Record. */
export type AnyContract<C> = { [M in keyof C]: { input: unknown; output: unknown; progress: unknown } }

export interface WireError {
  code: ErrorCode
  message: string
  stack?: string | undefined
  doubt?: Doubt | undefined
  fault?: QueryFault | undefined
  space?: Space | undefined
}

export type Request =
  | { kind: 'call'; id: number; method: string; input: unknown }
  | { kind: 'cancel'; id: number }
  | { kind: 'ping' } // is answered by a pong, whatever else is going on

export type Reply =
  | { kind: 'return'; id: number; output: unknown }
  | { kind: 'throw'; id: number; error: WireError }
  | { kind: 'progress'; id: number; progress: unknown }
  | { kind: 'pong' }

/** The part of Worker, MessagePort and DedicatedWorkerGlobalScope that a call needs. */
export interface Endpoint {
  postMessage(message: unknown, transfer: Transferable[]): void
  addEventListener(type: string, listener: (event: MessageEvent) => void): void
  removeEventListener(type: string, listener: (event: MessageEvent) => void): void
  start?(): void
}
