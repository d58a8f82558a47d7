import { readFileSync } from 'node:fs'
import { expect } from 'vitest'

/** Requests that fetch the model's chunks, one each. */
const isOfModel = (path: string) => path.startsWith('/models/') && !path.endsWith('/model.json')

function chunksOfModel(): number {
  const { files } = JSON.parse(readFileSync('models/biohicl-small/model.json', 'utf8')) as {
    files: { chunks: string[] }[]
  }
  return files.reduce((sum, { chunks }) => sum + chunks.length, 0)
}

/** What had come before was not fetched again, but for the chunks that were on their way when there was no room: twelve at most. */
export function expectOnlyMissingAgain(requests: readonly string[]): void {
  const again = requests.filter(isOfModel).length - chunksOfModel()
  expect(again).toBeGreaterThan(0)
  expect(again).toBeLessThanOrEqual(12)
}
