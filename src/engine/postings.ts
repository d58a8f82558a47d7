import {
  findPostings,
  findShard,
  listKeys,
  listPostings,
  parseShardList,
  type Postings,
  type Shard,
} from '../core/pack/postings.ts'
import type { PostingsFiles } from '../core/pack/manifest.ts'
import type { BundleReader } from './bundle.ts'

/** Lists of rows by key, read from the pack as they are asked for. */
export interface PostingsReader {
  /** @throws AppError `file-damaged`, `index-invalid` */
  find(key: string): Promise<Postings | undefined>
  /** Those whose key begins with the prefix, or all, by key. */
  list(prefix?: string): AsyncGenerator<[key: string, postings: Postings]>
  /** Their keys, without reading the lists. */
  keys(prefix: string): Promise<string[]>
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
    async *list(prefix = '') {
      for (const { start, end } of shardsUnder(shards, prefix)) {
        const shard = await reader.range(files.lists, start, end)
        for (const entry of listPostings(shard, count, files.lists))
          if (entry[0].startsWith(prefix)) yield entry
      }
    },
    async keys(prefix) {
      const found: string[] = []
      for (const { start, end } of shardsUnder(shards, prefix)) {
        const shard = await reader.range(files.lists, start, end)
        for (const key of listKeys(shard, files.lists)) if (key.startsWith(prefix)) found.push(key)
      }
      return found
    },
  }
}

/** Keys that begin with the prefix stand in a run: from the shard in which it would stand itself. */
function shardsUnder(shards: readonly Shard[], prefix: string): Shard[] {
  const first = findShard(shards, prefix)
  return shards.filter((shard) => shard === first || shard.key.startsWith(prefix))
}
