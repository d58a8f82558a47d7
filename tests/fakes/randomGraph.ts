import type { Graph } from '../../src/core/pack/graph.ts'
import { createRandom } from './random.ts'

/** A well-formed graph of 1 to 24 nodes on up to 4 levels; its links lead anywhere. */
export function randomGraph(seed: number): Graph {
  const random = createRandom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const count = 1 + below(24)
  const m = 2 + below(4)
  const levels = Uint8Array.from({ length: count }, () => Math.min(below(3), below(4)))
  const maxLevel = Math.max(...levels)
  const links = Array.from(levels, (top, node) =>
    Array.from({ length: top + 1 }, (_, level) => {
      const others = [...levels.keys()].filter((other) => other !== node && (levels[other] ?? 0) >= level)
      const cap = level === 0 ? 2 * m : m
      const shuffled = others.map((other) => ({ other, place: random() })).sort((a, b) => a.place - b.place)
      return Uint32Array.from(shuffled.slice(0, below(cap + 1)), ({ other }) => other)
    }),
  )
  return { count, m, entryPoint: levels.indexOf(maxLevel), maxLevel, levels, links }
}
