import {
  findPostings,
  findShard,
  listPostings,
  parseShardList,
  type Postings,
} from '../core/pack/postings.ts'
import type { PostingsFiles } from '../core/pack/manifest.ts'
import type { BundleReader } from './bundle.ts'

/** Lists of rows by key, read from the pack as they are asked for. */
export interface PostingsReader {
  /** @throws AppError `file-damaged`, `index-invalid` */
  find(key: string): Promise<Postings | undefined>
  /** All of them, by key. */
  list(): AsyncGenerator<[key: string, postings: Postings]>
}

/**
 * Only the list of shards is kept in memory: one line for 16 kB of lists.
 * @param count rows of the library
 * @throws AppError `file-damaged`, `index-invalid`
 */
export async function openPostings(
  reader: BundleReader,
  files: PostingsFiles,
  count: number,
): Promise<PostingsReader> {
  const shardList = new TextDecoder().decode(await reader.file(files.shards))
  const shards = parseShardList(shardList, reader.size(files.lists), files.shards)
  return {
    async find(key) {
      const shard = findShard(shards, key)
      if (!shard) return undefined
      return findPostings(await reader.range(files.lists, shard.start, shard.end), key, count, files.lists)
    },
    async *list() {
      for (const { start, end } of shards)
        yield* listPostings(await reader.range(files.lists, start, end), count, files.lists)
    },
  }
}
