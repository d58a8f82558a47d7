/** Gibibytes that are taken for granted where the browser does not tell: Firefox and Safari. */
const usualMemory = 8

/** More has not been seen to work: the part of it that lies in WebAssembly's memory is near the 4 GiB it addresses. */
const mostBytes = 6.5e9

/**
 * Bytes that the encoder, or the vectors of a library, may take here: half of the device's memory.
 * https://www.w3.org/TR/device-memory/ (gibibytes, rounded to a power of two)
 */
export function encoderMemoryBytes(): number {
  const { deviceMemory = usualMemory } = navigator as { deviceMemory?: number }
  return Math.min(mostBytes, (deviceMemory / 2) * 2 ** 30)
}
