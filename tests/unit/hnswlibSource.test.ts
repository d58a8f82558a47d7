import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { hnswlibModule, mendHnswlibSource } from '../../src/platform/wasm/hnswlibSource.ts'

const installed = await readFile(createRequire(import.meta.url).resolve(hnswlibModule), 'utf8')
const mended = mendHnswlibSource(installed)

it('leaves nothing in hnswlib-wasm that makes functions from text', () => {
  expect(installed).toContain('newFunc(Function')
  expect(mended).not.toContain('newFunc(Function')
  expect(mended).not.toMatch(/\beval\(/)
})

it('leaves no source map that is not there', () => {
  expect(mended).not.toContain('sourceMappingURL')
})

it('refuses a package that has changed, naming the mend that no longer fits', () => {
  expect(() => mendHnswlibSource(installed.replace('FS.staticInit();', 'FS.init();'))).toThrow(
    'hnswlib-wasm has changed: cannot mend “the file system is not reachable”.',
  )
})

it('refuses a place that is there twice, as it is already mended in part', () => {
  expect(() => mendHnswlibSource(`${installed}\nFS.staticInit();`)).toThrow('hnswlib-wasm has changed')
  expect(() => mendHnswlibSource(mended)).toThrow('hnswlib-wasm has changed')
})
