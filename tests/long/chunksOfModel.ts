import { readFileSync } from 'node:fs'

/** Requests that fetch the model's chunks, one each. */
export const isOfModel = (path: string) => path.startsWith('/models/') && !path.endsWith('/model.json')

export function chunksOfModel(): number {
  const { files } = JSON.parse(readFileSync('models/biohicl-small/model.json', 'utf8')) as {
    files: { chunks: string[] }[]
  }
  return files.reduce((sum, { chunks }) => sum + chunks.length, 0)
}
