/** Spearman's rank correlation of two lists of one length; equal values share the mean of their ranks. NaN where one is constant. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  return pearson(toRanks(a), toRanks(b))
}

function toRanks(values: readonly number[]): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const ranks = new Float64Array(values.length)
  for (let start = 0; start < order.length;) {
    const value = values[order[start] ?? 0]
    let end = start + 1
    while (end < order.length && values[order[end] ?? 0] === value) end++
    for (const at of order.slice(start, end)) ranks[at] = (start + 1 + end) / 2
    start = end
  }
  return ranks
}

function pearson(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [mean(a), mean(b)]
  let [products, squaresA, squaresB] = [0, 0, 0]
  a.forEach((value, i) => {
    const [fromA, fromB] = [value - meanA, (b[i] ?? NaN) - meanB]
    products += fromA * fromB
    squaresA += fromA ** 2
    squaresB += fromB ** 2
  })
  return products / Math.sqrt(squaresA * squaresB)
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
