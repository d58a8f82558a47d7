import type { Doubt } from '../core/edition.ts'
import { AppError } from '../core/errors.ts'
import type { TransferContract } from '../protocol/transfer.ts'
import { createStore, type Store } from './store.ts'
import type { Link } from './workers.ts'

/** Asks the user whether a library that was refused with a doubt is to be installed all the same. */
export interface Consent extends Pick<Store<Doubt | undefined, never>, 'get' | 'subscribe'> {
  answer(isWanted: boolean): void
}

/** The worker, whoever calls it and for whatever way of installing: what the user agrees to is asked for once more. */
export function withConsent(link: Link<TransferContract>, ask: (doubt: Doubt) => Promise<boolean>) {
  const call: typeof link.call = async (method, input, options) => {
    let agreed = input
    for (;;) {
      try {
        return await link.call(method, agreed, options)
      } catch (thrown) {
        if (!(thrown instanceof AppError && thrown.doubt) || !(await ask(thrown.doubt))) throw thrown
        agreed = { ...input, consent: thrown.doubt } // who refuses with a doubt takes this
      }
    }
  }
  return { ...link, call }
}

/** @returns what the page shows, and what asks: one question at a time, another one meanwhile counts as declined */
export function createConsent(): { consent: Consent; ask(doubt: Doubt): Promise<boolean> } {
  const store = createStore<Doubt | undefined, Doubt | undefined>((_asked, next) => next, undefined)
  let settle: (isWanted: boolean) => void
  return {
    consent: {
      get: store.get,
      subscribe: store.subscribe,
      answer(isWanted) {
        store.dispatch(undefined)
        settle(isWanted)
      },
    },
    ask(doubt) {
      if (store.get()) return Promise.resolve(false)
      return new Promise((resolve) => {
        settle = resolve
        store.dispatch(doubt)
      })
    },
  }
}
