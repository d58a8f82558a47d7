import { AppError } from './errors.ts'

/** Weights of the question, of what is liked and of what is not: Manning and others 2008, 9.1.1. */
const rocchioWeights = { question: 1, more: 0.75, less: 0.15 }

/**
 * A question moved towards some records and away from others (Rocchio 1971; the formula as in Manning, Raghavan and Schütze,
 * Introduction to Information Retrieval, 2008, 9.1.1). All vectors have unit length, the one that is given too.
 * @throws AppError `vector-invalid` where nothing is left of it
 */
export function moveQuestion(
  question: Float32Array,
  more: readonly Float32Array[],
  less: readonly Float32Array[],
): Float32Array<ArrayBuffer> {
  const moved = question.map((value) => value * rocchioWeights.question)
  for (const [vectors, weight] of [
    [more, rocchioWeights.more],
    [less, -rocchioWeights.less],
  ] as const)
    for (const vector of vectors)
      for (let i = 0; i < moved.length; i++)
        moved[i] = (moved[i] ?? 0) + (weight * (vector[i] ?? 0)) / vectors.length
  const length = Math.sqrt(moved.reduce((sum, value) => sum + value * value, 0))
  if (!(length > 1e-6))
    throw new AppError('vector-invalid', 'The question and the chosen records cancel each other out.')
  return moved.map((value) => value / length)
}
