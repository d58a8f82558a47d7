import { AppError } from '../core/errors.ts'
import type { EngineContract } from '../protocol/engine.ts'
import type { KeepingContract } from '../protocol/keeping.ts'
import type { MemoryContract } from '../protocol/memory.ts'
import type { TransferContract } from '../protocol/transfer.ts'
import type { WordsContract } from '../protocol/words.ts'
import { connect, type Client } from '../rpc/connect.ts'
import type { AnyContract } from '../rpc/messages.ts'
import engineUrl from '../workers/engine.ts?worker&url'
import keepingUrl from '../workers/keeping.ts?worker&url'
import memoryUrl from '../workers/memory.ts?worker&url'
import transferUrl from '../workers/transfer.ts?worker&url'
import wordsUrl from '../workers/words.ts?worker&url'

/** A worker and the connection to it; `stop` rejects what is in flight. */
export interface Link<C extends AnyContract<C>> {
  call: Client<C>['call']
  stop(): void
}

/** The part of Trusted Types that is needed; TypeScript's DOM library does not have it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown }
}

declare global {
  // Absent in browsers that do not enforce them.
  var trustedTypes: TrustedTypes | undefined
}

export const serviceWorkerUrl = `${import.meta.env.BASE_URL}service-worker.js`

function checkUrl(url: string): string {
  if ([engineUrl, transferUrl, keepingUrl, memoryUrl, wordsUrl, serviceWorkerUrl].includes(url)) return url
  throw new AppError('internal', `Not a worker of this page: ${url}`)
}

// Made once: the site's policy allows one policy of this name.
const policy = globalThis.trustedTypes?.createPolicy('app-worker', { createScriptURL: checkUrl })

/**
 * Of a worker of this page. The browser's types know strings and URLs only; one that enforces Trusted Types wants the trusted object.
 * @throws AppError `internal` for another one
 */
export const trustUrl = (url: string) => (policy?.createScriptURL(url) ?? checkUrl(url)) as string

function start<C extends AnyContract<C>>(url: string): Link<C> {
  const worker = new Worker(trustUrl(url), { type: 'module' })
  const client = connect<C>(worker)
  return {
    call: client.call,
    stop() {
      client.close()
      worker.terminate()
    },
  }
}

export const startEngine = () => start<EngineContract>(engineUrl)
export const startTransfer = () => start<TransferContract>(transferUrl)
export const startKeeping = () => start<KeepingContract>(keepingUrl)
export const startMemory = () => start<MemoryContract>(memoryUrl)
export const startWords = () => start<WordsContract>(wordsUrl)
