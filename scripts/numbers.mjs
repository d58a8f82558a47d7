// Which requirements, faults and bad inputs have a test that was run. A test names them before a colon in its title:
// `R6, R28: …`, `F11: …`, and bad inputs by the number alone, `143: …`.
import { SetupError } from './process.mjs'

const all = [...series('R', 53), ...series('F', 60), ...series('', 156)]

/** Still without a test: none. Whoever finds that one says nothing puts the number here, and whoever adds another takes it out. */
const notYetCovered = []

/**
 * @param titles whole titles of the tests that passed
 * @returns how many numbers are covered, and the list of those that are not
 * @throws SetupError where a number lost its last test, is covered though it is listed as not, or does not exist
 */
export function checkNumbers(titles, uncovered = notYetCovered) {
  const named = new Set(titles.flatMap(findNumbers))
  const unknown = [...named].filter((number) => !all.includes(number))
  const missing = all.filter((number) => !named.has(number) && !uncovered.includes(number))
  const covered = uncovered.filter((number) => named.has(number))
  const list = (numbers) => numbers.join(', ')
  if (unknown.length > 0)
    throw new SetupError(`Titles of tests name what does not exist: ${list(unknown)}.`, 'Mend the titles.')
  if (missing.length > 0)
    throw new SetupError(
      `No test that was run names ${list(missing)}.`,
      'Add one whose title names it, such as "R6: …", "F11: …", or "143: …" for a bad input.',
    )
  if (covered.length > 0)
    throw new SetupError(
      `${list(covered)} are listed as not covered, and are.`,
      'Take them out of notYetCovered in scripts/numbers.mjs.',
    )
  return { covered: all.length - uncovered.length, uncovered }
}

function findNumbers(title) {
  return [...title.matchAll(/(?<=^|\s)([RF]?\d+(?:, [RF]?\d+)*): /g)].flatMap(([, numbers]) =>
    numbers.split(', '),
  )
}

function series(letter, last) {
  return Array.from({ length: last }, (_, index) => `${letter}${index + 1}`)
}
