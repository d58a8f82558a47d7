/** WebAssembly addresses no more, whatever the device has. */
const addressableBytes = 4 * 2 ** 30

/**
 * Bytes that the encoder may take here: half of the device's memory, as far as the browser tells it.
 * https://www.w3.org/TR/device-memory/ (gibibytes, rounded, 8 at most in older Chromium; Firefox and Safari say nothing)
 */
export function encoderMemoryBytes(): number {
  const { deviceMemory } = navigator as { deviceMemory?: number }
  return Math.min(addressableBytes, ((deviceMemory ?? Infinity) / 2) * 2 ** 30)
}
