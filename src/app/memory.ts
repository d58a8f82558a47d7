import type { MemoryContract, MemoryUserContract } from '../protocol/memory.ts'
import type { AnyContract } from '../rpc/messages.ts'
import { createStore } from './store.ts'
import { startMemory, type Link } from './workers.ts'

/** Whether libraries are held in memory, because the browser lets this site store nothing: they are lost with the page. */
export const isInMemory = createStore<boolean, true>((_before, now) => now, false)

let memory: Link<MemoryContract> | undefined

export function holdInMemory(): void {
  memory ??= startMemory()
  isInMemory.dispatch(true)
}

/** Before anything else is asked of a worker that reads or writes libraries. */
export function withMemory<C extends AnyContract<C> & MemoryUserContract>(link: Link<C>): Link<C> {
  if (memory) {
    const { port1, port2 } = new MessageChannel()
    const { call }: Pick<Link<MemoryUserContract>, 'call'> = link
    // Where one of the two has ended, what is asked next tells.
    memory.call('serveStore', { port: port1 }, { transfer: [port1] }).catch(() => {})
    call('useMemory', { port: port2 }, { transfer: [port2] }).catch(() => {})
  }
  return link
}
