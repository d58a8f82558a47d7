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
  /** What was installed last under this id, whether it is still there or not; absent where nothing was. */
  known?: Edition
  /** The keys that the app was built to trust; absent where it holds to the first one that it sees. */
  trusted?: readonly string[]
}

export function isOlder({ offered, known }: Doubt): boolean {
  return known !== undefined && offered.version < known.version
}

/** Nobody is bound to the signer of what was not signed, nor by it to anyone else than those whom the app trusts. */
export function isOtherwiseSigned({ offered, known, trusted }: Doubt): boolean {
  return (
    known?.publicKey !== undefined && offered.publicKey !== known.publicKey && !hasTrusted(offered, trusted)
  )
}

/** The app trusts some keys, and none of them signed it. What stands here already, or was agreed to, comes back unasked. */
export function isUntrusted({ offered, known, trusted }: Doubt): boolean {
  return trusted !== undefined && !hasTrusted(offered, trusted) && !isSameEdition(offered, known)
}

function hasTrusted({ publicKey }: Edition, trusted: Doubt['trusted']): boolean {
  return publicKey !== undefined && trusted?.includes(publicKey) === true
}

/** Whether who agreed to one agreed to the other: to these versions and keys, and to nothing else. */
export function isSameDoubt(a: Doubt, b: Doubt): boolean {
  return a.id === b.id && isSameEdition(a.offered, b.offered) && isSameEdition(a.known, b.known)
}

function isSameEdition(a: Edition | undefined, b: Edition | undefined): boolean {
  return a?.version === b?.version && a?.publicKey === b?.publicKey
}
