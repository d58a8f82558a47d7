/**
 * Starts up to `width` tasks before the first of them has ended, and hands over what they give in the order of their items.
 * A failure comes at its turn; what was started behind it is not waited for.
 */
export async function* runAhead<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  width: number,
  run: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const started: Promise<Result>[] = []
  for await (const item of items) {
    const task = run(item)
    task.catch(() => {}) // told of at its turn
    started.push(task)
    const first = started.length < width ? undefined : started.shift()
    if (first) yield await first
  }
  for (const task of started) yield await task
}
