import { parseScoredLine } from './tsv.ts'

/** Two texts and how alike people found them, on any scale. */
export interface TextPair {
  first: string
  second: string
  score: number
}

/** Reads lines of a file of pairs: text, text, score; a first line without a number is a header. */
export function createPairParser() {
  const pairs: TextPair[] = []
  return {
    pairs,
    /** @throws AppError `input-invalid` */
    take(line: string, number: number): void {
      const cells = parseScoredLine(line, number, ['text', 'text', 'score'])
      if (cells) pairs.push({ first: cells[0], second: cells[1], score: cells[2] })
    },
  }
}
