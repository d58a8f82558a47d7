/**
 * Rows in the order in which they are encoded: texts of like length together, so that a batch pads little.
 * The order depends on the texts alone: batch-mates, and so every byte, are the same in a resumed build.
 */
export function planBatches(texts: readonly string[], batchSize: number): number[][] {
  const order = texts
    .map((_, row) => row)
    .sort((a, b) => (texts[a]?.length ?? 0) - (texts[b]?.length ?? 0) || a - b)
  return Array.from({ length: Math.ceil(order.length / batchSize) }, (_, batch) =>
    order.slice(batch * batchSize, (batch + 1) * batchSize),
  )
}

/** As many at a time; the last ones may be fewer. */
export async function* groupItems<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  size: number,
): AsyncGenerator<Item[]> {
  let group: Item[] = []
  for await (const item of items) {
    if (group.push(item) < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}
