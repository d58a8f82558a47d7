import type { SuccessionTerms } from '../engine/succession.ts'

/** Set by the build (vite.config.ts), and not by a site: who can change its libraries can change what lies beside them. */
declare const PUBLISHER_KEYS: readonly string[] | undefined

/** What every way of installing a library is held to. */
export const trust: SuccessionTerms = PUBLISHER_KEYS ? { trusted: PUBLISHER_KEYS } : {}
