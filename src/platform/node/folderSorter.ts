import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Sorter } from '../../engine/ports.ts'
import type { AppendedFile } from './scratchFolder.ts'

/** Characters of JSON that are held before they are sorted and written: a run. */
const usualRunChars = 16 * 1024 * 1024
/** Of each run one block is held while it is read: a million abstracts make some 150 runs. */
const blockChars = 64 * 1024
/** What an entry takes beside its characters. */
const entryChars = 64

interface Entry {
  key: number
  json: string
}

/**
 * A sorted run after another goes into the file, in deflated blocks of lines: key, tab, JSON. Reading merges them.
 * @param runChars characters of a run
 */
export function createFolderSorter<T>(file: AppendedFile, runChars = usualRunChars): Sorter<T> {
  /** Where the blocks of each run begin, and the last one ends. */
  const runs: number[][] = []
  let held: Entry[] = []
  let chars = 0

  function writeRun(): void {
    const offsets = [file.size]
    let lines: string[] = []
    let blockLength = 0
    const writeBlock = () => {
      file.append(deflateRawSync(lines.join(''), { level: 1 }))
      offsets.push(file.size)
      lines = []
      blockLength = 0
    }
    for (const { key, json } of held.sort(byKey)) {
      blockLength += lines[lines.push(`${key}\t${json}\n`) - 1]?.length ?? 0
      if (blockLength >= blockChars) writeBlock()
    }
    if (lines.length > 0) writeBlock()
    runs.push(offsets)
    held = []
    chars = 0
  }

  async function* readRun(offsets: readonly number[]): AsyncGenerator<Entry> {
    for (const [block, end] of offsets.slice(1).entries()) {
      const lines = inflateRawSync(await file.read(offsets[block] ?? end, end))
        .toString()
        .split('\n')
      for (const line of lines.slice(0, -1)) {
        const tab = line.indexOf('\t')
        yield { key: Number(line.slice(0, tab)), json: line.slice(tab + 1) }
      }
    }
  }

  return {
    add(key, value) {
      const json = JSON.stringify(value)
      held.push({ key, json })
      chars += json.length + entryChars
      if (chars >= runChars) writeRun()
    },

    async *sorted() {
      const sources = [...runs.map(readRun), held.sort(byKey).values()]
      for await (const { key, json } of merge(sources)) yield { key, value: JSON.parse(json) as T } // its own output
    },
  }
}

/** Of equal keys the one of the source that is named first comes first: it was added before. */
async function* merge(sources: readonly (AsyncIterator<Entry> | Iterator<Entry>)[]): AsyncGenerator<Entry> {
  const heads: (Entry | undefined)[] = []
  const step = async (source: number) => {
    const next = await sources[source]?.next()
    heads[source] = next?.done === false ? next.value : undefined
  }
  for (const source of sources.keys()) await step(source)
  for (;;) {
    let least = -1
    for (const [source, head] of heads.entries())
      if (head && head.key < (heads[least]?.key ?? Infinity)) least = source
    const head = heads[least]
    if (!head) return
    yield head
    await step(least)
  }
}

const byKey = (a: Entry, b: Entry): number => a.key - b.key
