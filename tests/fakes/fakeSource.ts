import type { Bytes } from '../../src/core/bytes.ts'
import { AppError } from '../../src/core/errors.ts'
import type { BundleSource } from '../../src/engine/ports.ts'
import type { Pack } from './toyPack.ts'

/**
 * What goes wrong with the ranges of a file: a flipped bit, a login page, a body that ends early, a broken connection.
 * `times` is how often; by default always.
 */
export interface SourceFault {
  mode: 'flip' | 'html' | 'short' | 'network'
  file: string
  /** Only the range that begins here. */
  start?: number
  times?: number
}

const loginPage = '<!doctype html><title>Welcome to our guest network</title>'

/** Serves a pack from memory. `requests` lists the ranges that were asked for: `FILE START`. */
export class FakeSource implements BundleSource {
  readonly place = 'https://example.org/pack/'
  readonly requests: string[] = []
  readonly #pack: Pack
  readonly #fault: SourceFault | undefined
  #faultsLeft: number
  readonly #onRange: ((request: string) => void) | undefined

  constructor(
    pack: Pack,
    { fault, onRange }: { fault?: SourceFault; onRange?: (request: string) => void } = {},
  ) {
    this.#pack = pack
    this.#fault = fault
    this.#faultsLeft = fault?.times ?? Infinity
    this.#onRange = onRange
  }

  async manifest(signal: AbortSignal): Promise<Bytes> {
    throwIfCancelled(signal)
    return new TextEncoder().encode(this.#pack.manifest)
  }

  async range(file: string, start: number, end: number, signal: AbortSignal): Promise<Bytes> {
    throwIfCancelled(signal)
    const request = `${file} ${start}`
    this.requests.push(request)
    this.#onRange?.(request)
    const whole = this.#pack.files.get(file)
    if (!whole) throw new AppError('not-found', `${this.place}${file} does not exist.`)
    const bytes = whole.slice(start, end)
    const fault = this.#fault
    if (!fault || fault.file !== file || (fault.start ?? start) !== start || this.#faultsLeft <= 0)
      return bytes
    this.#faultsLeft--
    switch (fault.mode) {
      case 'flip':
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0x10
        return bytes
      case 'html':
        return new TextEncoder().encode(loginPage)
      case 'short':
        return bytes.slice(0, -1)
      case 'network':
        throw new AppError('network', `${this.place}${file} cannot be reached.`)
    }
  }
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'The request was cancelled.')
}
