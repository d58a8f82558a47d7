import fc from 'fast-check'
import type { Bytes } from '../../src/core/bytes.ts'

/** Pieces that formats are made of, put where they do not belong. */
const pieces = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    '<',
    '</',
    '>',
    '&',
    '\n',
    '\r',
    '\t',
    '-',
    ' - ',
    ',',
    ';',
    ':',
    '(',
    ')',
  ],
  ...['0', '-1', '1e999', '*', ' OR ', '__proto__', '\u0000', '\ufeff'],
]

const piece = fc.oneof(
  fc.uint8Array({ maxLength: 8 }),
  fc.constantFrom(...pieces.map((text) => new TextEncoder().encode(text))),
  // Numbers of 32 bits, and a varint of two bytes.
  fc
    .constantFrom([0, 0, 0, 0], [1, 0, 0, 0], [255, 255, 255, 255], [128, 2])
    .map((bytes) => Uint8Array.from(bytes)),
)

/** Some bytes are taken out at a place, or at the end, and others are put there: often as many, so that all else stays in place. */
const edit = fc.record({
  at: fc.option(fc.nat()),
  out: fc.option(fc.nat(6), { freq: 1 }),
  piece,
})

/** What is made of these by a few changes, and sometimes noise. */
export function inputsFrom(corpus: readonly Bytes[]): fc.Arbitrary<Bytes> {
  const edits = fc.array(edit, { minLength: 1, maxLength: 6 })
  const changed = fc.tuple(fc.constantFrom(...corpus), edits).map(([seed, changes]) => {
    const bytes = [...seed]
    for (const { at, out, piece } of changes)
      bytes.splice(at === null ? bytes.length : at % bytes.length, out ?? piece.length, ...piece)
    return Uint8Array.from(bytes)
  })
  const noise = fc.uint8Array({ maxLength: 64 }).map((bytes) => Uint8Array.from(bytes))
  return fc.oneof({ weight: 9, arbitrary: changed }, { weight: 1, arbitrary: noise })
}
