/** A value, the actions that change it, and whoever wants to know. */
export interface Store<State, Action> {
  get(): State
  dispatch(action: Action): void
  /** @returns the function that ends the subscription */
  subscribe(listener: () => void): () => void
}

export function createStore<State, Action>(
  reduce: (state: State, action: Action) => State,
  initial: State,
): Store<State, Action> {
  const listeners = new Set<() => void>()
  let state = initial
  return {
    get: () => state,
    dispatch(action) {
      const next = reduce(state, action)
      if (next === state) return
      state = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
