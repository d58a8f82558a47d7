import type { Ready } from '../readySession.ts'
import { createStore } from '../store.ts'

type Subject = Pick<Ready, 'libraries' | 'encoder'>

/** What was tried without a network and did well: it holds for these and no others. */
interface Proof {
  /** ISO 8601. */
  date: string
  app: string
  /** Their keys, which are hashes of what they hold. */
  libraries: string[]
  encoder: string
}

const storageKey = 'offline-proof'

/** The last one; undefined where there is none. */
export const proof = createStore<Proof | undefined, Proof>((_before, now) => now, load())

export function keepProof(subject: Subject, date: string): void {
  const what = describe(subject)
  if (!what) return
  proof.dispatch({ date, ...what })
  try {
    localStorage.setItem(storageKey, JSON.stringify(proof.get()))
  } catch {
    // It holds until the page is left.
  }
}

/** Whether what is open now was shown to work without a network. */
export function isProven(last: Proof | undefined, subject: Subject): boolean {
  return JSON.stringify({ ...last, date: undefined }) === JSON.stringify(describe(subject))
}

function describe({ libraries, encoder }: Subject): Omit<Proof, 'date'> | undefined {
  if (encoder.stage !== 'ready') return undefined
  // The name of the first script holds a hash of it, and it those of all that it loads.
  const app = document.querySelector<HTMLScriptElement>('script[type="module"]')?.src ?? ''
  return { app, libraries: libraries.map(({ key }) => key).sort(), encoder: encoder.status.id }
}

function load(): Proof | undefined {
  try {
    return (JSON.parse(localStorage.getItem(storageKey) ?? 'null') as Proof | null) ?? undefined
  } catch {
    return undefined
  }
}
