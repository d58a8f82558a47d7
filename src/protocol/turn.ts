/** Of all that waits for other tabs: one that holds what is stored and shows no sign of life can be taken over. */
export interface Turn {
  takesOver?: boolean
}
