import type { WordsContract } from '../../protocol/words.ts'
import { connect, type Client } from '../../rpc/connect.ts'
import { serve } from '../../rpc/serve.ts'
import wordsUrl from '../../workers/words.ts?worker&url'

/** A part of Trusted Types, which TypeScript's DOM library does not have. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown }
}

/**
 * The search by words: in a worker, or in the page itself where the frame is sandboxed into an origin of its own, which may start none.
 */
export function startWords(): Client<WordsContract> {
  if (self.origin !== 'null') return connect<WordsContract>(startWorker())
  const { port1, port2 } = new MessageChannel()
  void import('../../workers/wordHandlers.ts').then(({ createWordHandlers }) =>
    // What was asked meanwhile waits in the port.
    serve<WordsContract>(port2, createWordHandlers(new URL(import.meta.env.BASE_URL, location.href).href)),
  )
  return connect<WordsContract>(port1)
}

function startWorker(): Worker {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  const policy = trustedTypes?.createPolicy('app-worker', {
    createScriptURL(url) {
      if (url !== wordsUrl) throw new TypeError(`Not the worker of this page: ${url}`)
      return url
    },
  })
  return new Worker((policy?.createScriptURL(wordsUrl) ?? wordsUrl) as string, { type: 'module' })
}
