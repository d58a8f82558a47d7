import { AppError } from '../errors.ts'
import type { EncoderCard } from './card.ts'

/**
 * Bytes of memory that opening takes for each byte of the weights file, measured on a file of 337 MB (docs/encoders.md): the
 * file as it is read, handed over and parsed, and its weights as they are used. Those for WebGPU are multiplied out to
 * fp32 in WebAssembly's memory first.
 */
const bytesPerByte = { wasm: 6, webgpu: 19 } as const

/**
 * Refuses an encoder before its files are read: what runs out of memory in the midst of opening takes the worker with it.
 * @param memoryBytes what the device can give
 * @throws AppError `memory-short`
 */
export function assertFits(
  card: EncoderCard,
  file: keyof EncoderCard['backends'],
  memoryBytes: number,
): void {
  const weights = card.files.find(({ name }) => name === card.backends[file])
  const neededBytes = (weights?.bytes ?? 0) * bytesPerByte[file]
  if (neededBytes <= memoryBytes) return
  throw new AppError(
    'memory-short',
    `${card.name} needs about ${toGigabytes(neededBytes)} of memory to open ${card.backends[file]}, and there are ` +
      `${toGigabytes(memoryBytes)}. Use a computer with more memory, or a library with a smaller encoder.`,
  )
}

function toGigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`
}
