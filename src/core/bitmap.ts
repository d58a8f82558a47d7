/** A set of rows of a library: bit `row % 32` of word `row >> 5`. Bits from `count` on are 0. */
export interface Bitmap {
  /** Rows of the library, in the set or not. */
  readonly count: number
  readonly words: Uint32Array
}

export function createBitmap(count: number): Bitmap {
  return { count, words: new Uint32Array((count + 31) >> 5) }
}

/** @param rows below `count`, in any order */
export function toBitmap(count: number, rows: Iterable<number>): Bitmap {
  const set = createBitmap(count)
  for (const row of rows) set.words[row >> 5] = (set.words[row >> 5] ?? 0) | (1 << (row & 31))
  return set
}

export function hasRow({ words }: Bitmap, row: number): boolean {
  return (((words[row >> 5] ?? 0) >>> (row & 31)) & 1) === 1
}

/** Rows that stand in all of them; every row where none is given. */
export function intersect(count: number, sets: readonly Bitmap[]): Bitmap {
  const [first = complement(createBitmap(count)), ...others] = sets
  return others.reduce((a, b) => combine(a, b, (x, y) => x & y), first)
}

/** Rows that stand in one of them or more. */
export function unite(count: number, sets: readonly Bitmap[]): Bitmap {
  const words = new Uint32Array((count + 31) >> 5)
  for (const set of sets)
    for (let i = 0; i < words.length; i++) words[i] = (words[i] ?? 0) | (set.words[i] ?? 0)
  return { count, words }
}

export function complement({ count, words }: Bitmap): Bitmap {
  const inverted = words.map((word) => ~word)
  const rest = count & 31
  if (rest > 0) inverted[inverted.length - 1] = (inverted.at(-1) ?? 0) & ((1 << rest) - 1)
  return { count, words: inverted }
}

/** How many rows stand in it. */
export function countRows({ words }: Bitmap): number {
  let sum = 0
  for (const word of words) sum += countBits(word)
  return sum
}

/** In ascending order. */
export function* rowsOf({ words }: Bitmap): Generator<number> {
  for (const [place, word] of words.entries())
    for (let rest = word; rest !== 0; rest &= rest - 1) yield place * 32 + 31 - Math.clz32(rest & -rest)
}

function combine(a: Bitmap, b: Bitmap, bits: (x: number, y: number) => number): Bitmap {
  return { count: a.count, words: a.words.map((word, i) => bits(word, b.words[i] ?? 0)) }
}

/** Bits of a 32-bit word, in parallel (Hacker's Delight, 5-1). */
function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
