/** What the page asks of the worker that holds libraries in memory, where the browser lets this site store nothing. */
export interface MemoryContract {
  /** Another worker reaches the store by this port from now on. */
  serveStore: { input: { port: MessagePort }; output: Record<never, never>; progress: never }
}

/** Part of the contracts of those that read and write libraries. */
export interface MemoryUserContract {
  /** Libraries are at this port from now on, and no longer in the browser's database. */
  useMemory: { input: { port: MessagePort }; output: Record<never, never>; progress: never }
}
