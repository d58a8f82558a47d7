/**
 * What is written nearly so: at most a quarter of the letters changed, added, left out, or swapped with the next one. Nearest first.
 */
export function nearest(wanted: string, candidates: Iterable<string>, count: number): string[] {
  const most = Math.max(1, Math.floor(wanted.length / 4))
  const near: { candidate: string; changes: number }[] = []
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > most) continue
    const changes = countChanges(wanted, candidate)
    if (changes <= most) near.push({ candidate, changes })
  }
  return near
    .sort((a, b) => a.changes - b.changes)
    .slice(0, count)
    .map(({ candidate }) => candidate)
}

/** Optimal string alignment: Levenshtein's distance in which a swap of neighbours counts one. */
function countChanges(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1))
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwap) least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
