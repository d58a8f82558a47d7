import type { Predicted, PredictedHeading } from '../core/evidence.ts'
import { checkTags } from '../core/mesh/checkTags.ts'
import type { RecordHeading } from '../core/record.ts'

/** A record near to the one in question. */
export interface Neighbour {
  /** Cosine. */
  score: number
  headings: readonly Pick<RecordHeading, 'name' | 'ui'>[]
}

/** Chosen with bench/predict.ts on half of the held-out records; docs/evaluation.md has what it is worth on the other half. */
export const prediction = { neighbours: 20, power: 8, threshold: 0.3, checkTagThreshold: 0.4 }

/**
 * Headings of near records, weighted by nearness (distance-weighted nearest neighbours, as in the first stage of NLM's indexers).
 * Neighbours without headings say nothing and are left out before they are counted.
 */
export function predictHeadings(neighbours: readonly Neighbour[], settings = prediction): Predicted {
  const ranked = shareHeadings(neighbours, settings)
  return {
    headings: ranked.filter(({ name, share }) => !checkTags.has(name) && share >= settings.threshold),
    checkTags: ranked.filter(({ name, share }) => checkTags.has(name) && share >= settings.checkTagThreshold),
  }
}

/** All headings of the neighbours with their shares, largest first. */
export function shareHeadings(
  neighbours: readonly Neighbour[],
  { neighbours: most, power } = prediction,
): PredictedHeading[] {
  const voters = neighbours.filter(({ headings }) => headings.length > 0).slice(0, most)
  const weightOf = ({ score }: Neighbour) => Math.max(score, 0) ** power
  const whole = voters.reduce((sum, voter) => sum + weightOf(voter), 0)
  const found = new Map<string, PredictedHeading>()
  for (const voter of voters)
    for (const { name, ui } of new Map(voter.headings.map((heading) => [heading.name, heading])).values()) {
      const share = (found.get(name)?.share ?? 0) + weightOf(voter) / (whole || 1)
      found.set(name, { name, ...(ui !== undefined && { ui }), share })
    }
  return [...found.values()].sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1))
}
