import type { Doubt } from './edition.ts'
import type { QueryFault } from './query/fault.ts'

/**
 * Every failure that a user or a caller can act on has one of these codes; anything else is a bug.
 * The words a user reads for each code are in `src/app/messages/en/errors.ts` (page) and in the message itself (command line).
 */
export type ErrorCode =
  | 'address-invalid' // given by the user, and of a kind that nothing is fetched from
  | 'backend-lost' // it ran the encoder, and stopped
  | 'backend-unavailable' // neither WebGPU nor WebAssembly can run the encoder
  | 'cancelled'
  | 'crash-loop' // the page has ended more than once while it opened
  | 'encoder-invalid' // model.json malformed, or the model does not do what it says
  | 'encoder-mismatch' // the library was made with another encoder
  | 'encoder-missing'
  | 'file-damaged' // bytes do not match the hash in the manifest
  | 'index-invalid' // the graph or the vectors are not well formed
  | 'input-invalid' // a source file cannot be read to its end
  | 'insecure-context' // no crypto.subtle
  | 'install-blocked' // another tab installs, and shows no sign of life
  | 'install-elsewhere' // another tab has taken over
  | 'internal'
  | 'library-invalid' // manifest malformed or made by a newer version
  | 'library-missing'
  | 'library-outdated' // built by an older version of the app, whose lists are read in another way
  | 'library-older' // a newer version of it is installed, or was
  | 'library-unfit' // whole, but its known questions are answered with other records than its builder found
  | 'memory-short' // the encoder needs more memory than there is
  | 'network'
  | 'not-found'
  | 'offer-changed' // the library at an address is not the one any more that the user has looked at
  | 'origin-untrusted' // unsigned, from another site, and not agreed to
  | 'part-missing' // a part of the page that is loaded when it is opened did not come
  | 'query-empty'
  | 'query-syntax' // the fault tells what and where
  | 'quota-exceeded'
  | 'self-test-failed' // every backend gave wrong vectors for texts whose vectors are known
  | 'signature-changed' // the version that is known is signed, this one is not, or by another key
  | 'signature-invalid' // not over this manifest, or it cannot be checked here
  | 'signer-untrusted' // signed by none of the keys that the app was built to trust, or by nobody
  | 'site-unreadable' // another site is not there, or does not let this page read its files
  | 'storage-blocked' // another tab holds the database in an older form
  | 'storage-newer' // the database was written by a newer version of the app
  | 'storage-refused' // the browser lets this site store nothing
  | 'storage-unavailable' // what is stored cannot be read
  | 'usage'
  | 'vector-invalid' // wrong dimension, not finite, or not of unit length
  | 'worker-lost'
  | 'wrong-body' // an HTML page came instead of the file: network login page?

/** In bytes. Browsers give no more than an estimate of what is free, and know nothing of a disk that others fill. */
export interface Space {
  neededBytes?: number
  freeBytes?: number
}

interface AppErrorOptions {
  cause?: unknown
  doubt?: Doubt | undefined
  fault?: QueryFault | undefined
  space?: Space | undefined
}

export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  /** What the user may agree to, where that is all that stands in the way. */
  readonly doubt?: Doubt
  /** What is wrong with a query, and where: for the page, the message has no word of the query. */
  readonly fault?: QueryFault
  /** Of `quota-exceeded`: what was still to be stored, and what is free. */
  readonly space?: Space

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options)
    this.code = code
    if (options.doubt) this.doubt = options.doubt
    if (options.fault) this.fault = options.fault
    if (options.space) this.space = options.space
  }
}

/** Wraps whatever was thrown; an AppError passes through untouched, an abort becomes `cancelled`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return new AppError('cancelled', 'The operation was cancelled.', { cause: thrown })
  }
  // A trap of WebAssembly: what is left of its memory is not to be trusted, so whoever ran it begins anew.
  const code = thrown instanceof Error && thrown.name === 'RuntimeError' ? 'worker-lost' : 'internal'
  return new AppError(code, thrown instanceof Error ? thrown.message : String(thrown), {
    cause: thrown,
  })
}
