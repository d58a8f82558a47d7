import type { Doubt } from '../core/edition.ts'
import { AppError } from '../core/errors.ts'
import type { TransferContract } from '../protocol/transfer.ts'
import { createStore, type Store } from './store.ts'
import type { Link } from './workers.ts'

/** What speaks against a library, or whether a tab that holds what is stored is to be taken over. */
export type Question = Doubt | 'take-over'

/** Asks the user whether what was refused is to be done all the same. */
export interface Consent extends Pick<Store<Question | undefined, never>, 'get' | 'subscribe'> {
  answer(isWanted: boolean): void
}

/** The worker, whoever calls it and for whatever way of installing: what the user agrees to is asked for once more. */
export function withConsent(link: Link<TransferContract>, ask: (question: Question) => Promise<boolean>) {
  const call: typeof link.call = async (method, input, options) => {
    let agreed = input
    for (;;) {
      try {
        return await link.call(method, agreed, options)
      } catch (thrown) {
        const question = toQuestion(thrown)
        if (!question || !(await ask(question))) throw thrown
        // Who refuses with it takes this.
        agreed = { ...input, ...(question === 'take-over' ? { takesOver: true } : { consent: question }) }
      }
    }
  }
  return { ...link, call }
}

function toQuestion(thrown: unknown): Question | undefined {
  if (!(thrown instanceof AppError)) return undefined
  return thrown.code === 'install-blocked' ? 'take-over' : thrown.doubt
}

/** @returns what the page shows, and what asks: one question at a time, another one meanwhile counts as declined */
export function createConsent(): { consent: Consent; ask(question: Question): Promise<boolean> } {
  const store = createStore<Question | undefined, Question | undefined>((_asked, next) => next, undefined)
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
    ask(question) {
      if (store.get()) return Promise.resolve(false)
      return new Promise((resolve) => {
        settle = resolve
        store.dispatch(question)
      })
    },
  }
}
