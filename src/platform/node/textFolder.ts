import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { TextStore } from '../../engine/pubmedSearch.ts'

/** Texts as files of a folder, which is made with the first. */
export function createTextFolder(folder: string): TextStore {
  return {
    async read(name) {
      return readFile(join(folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
    },
    async write(name, text) {
      const path = join(folder, name)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(`${path}.new`, text)
      await rename(`${path}.new`, path)
    },
  }
}
