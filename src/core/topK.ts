/**
 * Keeps the k best of a stream of scored rows in a binary heap whose root is the worst kept.
 * Equal scores are ordered by the smaller row, so that any order of arrival gives one result.
 */
export function createTopK(k: number): { offer(row: number, score: number): void; take(): Ranking } {
  const rows = new Uint32Array(k)
  const scores = new Float32Array(k)
  let size = 0

  const isWorse = (a: number, b: number): boolean => {
    const [scoreA = 0, scoreB = 0, rowA = 0, rowB = 0] = [scores[a], scores[b], rows[a], rows[b]]
    return scoreA < scoreB || (scoreA === scoreB && rowA > rowB)
  }
  const swap = (a: number, b: number) => {
    ;[scores[a], scores[b]] = [scores[b] ?? 0, scores[a] ?? 0]
    ;[rows[a], rows[b]] = [rows[b] ?? 0, rows[a] ?? 0]
  }
  const sink = (from: number) => {
    for (let parent = from; ;) {
      let worst = parent
      for (const child of [2 * parent + 1, 2 * parent + 2])
        if (child < size && isWorse(child, worst)) worst = child
      if (worst === parent) return
      swap(parent, worst)
      parent = worst
    }
  }

  return {
    offer(row, score) {
      if (size < k) {
        rows[size] = row
        scores[size] = score
        let child = size++
        while (child > 0) {
          const parent = (child - 1) >> 1
          if (!isWorse(child, parent)) break
          swap(child, parent)
          child = parent
        }
      } else if (k > 0) {
        const [rootScore = 0, rootRow = 0] = [scores[0], rows[0]]
        const rounded = Math.fround(score)
        if (rounded < rootScore || (rounded === rootScore && row > rootRow)) return
        rows[0] = row
        scores[0] = score
        sink(0)
      }
    },
    take() {
      const ranking = { rows: new Uint32Array(size), scores: new Float32Array(size) }
      for (let place = size - 1; place >= 0; place--) {
        ranking.rows[place] = rows[0] ?? 0
        ranking.scores[place] = scores[0] ?? 0
        size--
        swap(0, size)
        sink(0)
      }
      return ranking
    },
  }
}

/** Rows of a library with their scores, best first. */
export interface Ranking {
  rows: Uint32Array
  /** Cosine similarity for vector search: larger is nearer. */
  scores: Float32Array
}

/** The k best rows of a list that has a score for each. */
export function rankRows(scores: Float32Array, k: number): Ranking {
  const best = createTopK(Math.min(k, scores.length))
  for (let row = 0; row < scores.length; row++) best.offer(row, scores[row] ?? 0)
  return best.take()
}

/** Those of them that score above 0: by words, rows in which a word of the query stands. */
export function rankMatches(scores: Float32Array, k: number): Ranking {
  const { rows, scores: found } = rankRows(scores, k)
  const matches = found.findIndex((score) => score <= 0)
  return matches < 0
    ? { rows, scores: found }
    : { rows: rows.slice(0, matches), scores: found.slice(0, matches) }
}
