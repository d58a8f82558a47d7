import { concatBytes, type Bytes } from '../core/bytes.ts'
import { sha256 } from './hash.ts'
import type { Scratch, ScratchFile, Sorter } from './ports.ts'

/** Holds all of it in memory: for libraries that are small, and where there is no disk. */
export const memoryScratch: Scratch = { sorter: createMemorySorter, file: createMemoryFile }

function createMemorySorter<T>(): Sorter<T> {
  // As text: strings that were cut from a file's text would keep all of that text alive in V8.
  const entries: { key: number; json: string }[] = []
  return {
    add: (key, value) => void entries.push({ key, json: JSON.stringify(value) }),
    async *sorted() {
      entries.sort((a, b) => a.key - b.key)
      for (const { key, json } of entries) yield { key, value: JSON.parse(json) as T } // its own output
    },
  }
}

function createMemoryFile(): ScratchFile {
  let parts: Bytes[] = []
  let size = 0
  const whole = (): Bytes => {
    const all = parts.length === 1 && parts[0] ? parts[0] : concatBytes(parts)
    parts = [all]
    return all
  }
  return {
    get size() {
      return size
    },
    append(bytes) {
      parts.push(bytes)
      size += bytes.byteLength
    },
    read: (start, end) => Promise.resolve(whole().subarray(start, end)),
    sha256: () => sha256(whole()),
  }
}
