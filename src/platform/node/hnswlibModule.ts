import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { hnswlibModule, mendHnswlibSource } from '../wasm/hnswlibSource.ts'
import type { MendedHnswlib } from '../wasm/hnswlib.ts'

/** Loads hnswlib-wasm into Node: its file is mended as text and imported from memory. */
export async function loadHnswlibModule(): Promise<MendedHnswlib> {
  const path = createRequire(import.meta.url).resolve(hnswlibModule)
  const source = mendHnswlibSource(await readFile(path, 'utf8'))
  const url = `data:text/javascript;base64,${Buffer.from(source).toString('base64')}`
  const { default: factory } = (await import(/* @vite-ignore */ url)) as {
    default: () => Promise<MendedHnswlib>
  }
  return factory()
}
