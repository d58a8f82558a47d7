import { AppError } from '../errors.ts'

/**
 * Reads a line of three columns, the last of them a number.
 * @param columns their names, for messages
 * @returns `undefined` for the header: a first line whose last column is no number
 * @throws AppError `input-invalid`, naming the line
 */
export function parseScoredLine(
  line: string,
  number: number,
  columns: readonly [string, string, string],
): [string, string, number] | undefined {
  const cells = line.split('\t')
  const [first, second, last] = cells
  if (first === undefined || second === undefined || last === undefined || cells.length !== 3) {
    throw new AppError(
      'input-invalid',
      `line ${number}: expected 3 columns with tabs between (${columns.join(', ')}), got ${cells.length}.`,
    )
  }
  const score = last.trim() === '' ? NaN : Number(last)
  if (Number.isFinite(score)) return [first, second, score]
  if (number === 1) return undefined
  throw new AppError(
    'input-invalid',
    `line ${number}: ${columns[2]}: expected a number, got ${JSON.stringify(last)}.`,
  )
}
