import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concatBytes, toBytes, toFloat32, toHex, toUint32 } from '../../src/core/bytes.ts'

describe('bytes', () => {
  it('reads numbers at any offset, as a piece of a file may begin anywhere', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff_ffff)), fc.nat(7), (numbers, offset) => {
        const memory = new Uint8Array(offset + numbers.length * 4 + 3)
        const view = new DataView(memory.buffer)
        numbers.forEach((number, i) => view.setUint32(offset + 4 * i, number, true))
        const bytes = memory.subarray(offset, offset + numbers.length * 4)
        expect([...toUint32(bytes)]).toEqual(numbers)
        expect(toHex(toBytes(toFloat32(bytes)))).toBe(toHex(bytes))
      }),
    )
  })

  it('does not copy what is aligned', () => {
    const memory = new Uint8Array(16)
    expect(toUint32(memory.subarray(4, 12)).buffer).toBe(memory.buffer)
    expect(toFloat32(memory.subarray(4, 12)).buffer).toBe(memory.buffer)
  })

  it('leaves out what is no whole number', () => {
    expect(toUint32(Uint8Array.of(1, 0, 0, 0, 255, 255))).toEqual(Uint32Array.of(1))
  })

  it('gives the part of the memory that a view shows', () => {
    expect(toBytes(Uint32Array.of(1, 2, 3).subarray(1, 2))).toEqual(Uint8Array.of(2, 0, 0, 0))
  })

  it('joins parts in their order', () => {
    expect(concatBytes([Uint8Array.of(1, 2), new Uint8Array(), Uint8Array.of(3)])).toEqual(
      Uint8Array.of(1, 2, 3),
    )
    expect(concatBytes([])).toEqual(new Uint8Array())
  })

  it('writes hex with two digits a byte', () => {
    expect(toHex(Uint8Array.of(0, 15, 16, 255))).toBe('000f10ff')
  })
})
