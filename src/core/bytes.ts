/** Bytes that are not shared between threads: what hashing, storage and transfer take. */
export type Bytes = Uint8Array<ArrayBuffer>

export function concatBytes(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.byteLength
  }
  return whole
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** @param hex pairs of hex digits */
export function fromHex(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))
}

/** The bytes as little-endian 32-bit floats; copies only when the offset is not aligned. Little-endian hosts only. */
export function toFloat32(bytes: Bytes): Float32Array<ArrayBuffer> {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  return new Float32Array(aligned.buffer, aligned.byteOffset, Math.floor(aligned.byteLength / 4))
}

/** The bytes as little-endian unsigned 32-bit integers; copies only when the offset is not aligned. */
export function toUint32(bytes: Bytes): Uint32Array<ArrayBuffer> {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  return new Uint32Array(aligned.buffer, aligned.byteOffset, Math.floor(aligned.byteLength / 4))
}

/** The bytes as little-endian signed 16-bit integers; copies only when the offset is not aligned. Little-endian hosts only. */
export function toInt16(bytes: Bytes): Int16Array<ArrayBuffer> {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice()
  return new Int16Array(aligned.buffer, aligned.byteOffset, Math.floor(aligned.byteLength / 2))
}

/** The bytes as signed 8-bit integers, without copying. */
export function toInt8(bytes: Bytes): Int8Array<ArrayBuffer> {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** The memory behind a typed array as bytes, without copying. */
export function toBytes(view: ArrayBufferView<ArrayBuffer>): Bytes {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}
