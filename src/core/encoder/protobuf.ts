/** A field of a protobuf message: a varint, or what has a length. */
export type Field = { number: number; varint: number } | { number: number; bytes: Uint8Array }

/** Far more than any model has; without a limit, a few bytes of a hostile file would become an object each. */
const mostFields = 200_000
const mostVarints = 1000

/**
 * The fields of one message, in their order (protobuf.dev/programming-guides/encoding). Fixed-width numbers are passed over:
 * nothing here asks for them.
 * @throws RangeError where the bytes are no message
 */
export function readFields(message: Uint8Array): Field[] {
  const fields: Field[] = []
  for (let at = 0; at < message.length;) {
    const key = readVarint(message, at)
    const [number, wireType] = [Math.floor(key.value / 8), key.value % 8]
    if (number === 0) throw new RangeError('a field has no number')
    if (wireType === 0) {
      const { value, end } = readVarint(message, key.end)
      fields.push({ number, varint: value })
      at = end
    } else if (wireType === 2) {
      const length = readVarint(message, key.end)
      at = length.end + length.value
      fields.push({ number, bytes: message.subarray(length.end, at) })
    } else if (wireType === 1) at = key.end + 8
    else if (wireType === 5) at = key.end + 4
    else throw new RangeError('a field is of an unknown type')
    if (at > message.length) throw new RangeError('it is cut off')
    if (fields.length > mostFields) throw new RangeError('it has too many fields')
  }
  return fields
}

/** A list of numbers, packed. @throws RangeError */
export function readVarints(bytes: Uint8Array): number[] {
  const numbers: number[] = []
  for (let at = 0; at < bytes.length;) {
    const { value, end } = readVarint(bytes, at)
    numbers.push(value)
    at = end
    if (numbers.length > mostVarints) throw new RangeError('a list of numbers is too long')
  }
  return numbers
}

/** Unsigned: a negative int64 comes as 2^64 less its size. Above 2^53 the last digits are lost. */
function readVarint(bytes: Uint8Array, start: number): { value: number; end: number } {
  let value = 0
  for (let length = 0; length < 10; length++) {
    const byte = bytes[start + length]
    if (byte === undefined) throw new RangeError('it is cut off')
    value += (byte & 127) * 128 ** length
    if (byte < 128) return { value, end: start + length + 1 }
  }
  throw new RangeError('a number is too long')
}
