/** By what a library is judged that comes in the place of another one of its id. */
export interface Edition {
  version: number
  /** Of the key that signed it; absent where nobody did. */
  publicKey?: string
}

/** What speaks against installing a library: it is done only for a user who was told and wants it all the same. */
export interface Doubt {
  id: string
  title: string
  offered: Edition
  /** What was installed last under this id, whether it is still there or not. */
  known: Edition
}

export function isOlder({ offered, known }: Doubt): boolean {
  return offered.version < known.version
}

/** Nobody is bound to the signer of what was not signed. */
export function isOtherwiseSigned({ offered, known }: Doubt): boolean {
  return known.publicKey !== undefined && offered.publicKey !== known.publicKey
}

/** Whether who agreed to one agreed to the other: to these versions and keys, and to nothing else. */
export function isSameDoubt(a: Doubt, b: Doubt): boolean {
  return a.id === b.id && isSameEdition(a.offered, b.offered) && isSameEdition(a.known, b.known)
}

function isSameEdition(a: Edition, b: Edition): boolean {
  return a.version === b.version && a.publicKey === b.publicKey
}
