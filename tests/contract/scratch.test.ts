import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { memoryScratch } from '../../src/engine/memoryScratch.ts'
import { openScratchFolder } from '../../src/platform/node/scratchFolder.ts'
import { scratchContract } from './scratchContract.ts'

const folder = mkdtempSync(join(tmpdir(), 'biohicl-scratch-'))
afterAll(() => rmSync(folder, { recursive: true }))

scratchContract('in memory', () =>
  Promise.resolve({ scratch: memoryScratch, close: () => Promise.resolve() }),
)

for (const [index, runChars] of [undefined, 0, 500].entries()) {
  scratchContract(`a folder, runs of ${runChars ?? 'the usual number of'} characters`, async () => {
    const scratch = await openScratchFolder(join(folder, `contract-${index}`), runChars)
    return { scratch, close: () => scratch.close() }
  })
}

it('a scratch folder is made when it is needed, and leaves nothing', async () => {
  const path = join(folder, 'library.scratch')
  const unused = await openScratchFolder(path)
  unused.sorter().add(1, 'few')
  unused.file()
  expect(existsSync(path)).toBe(false)
  await unused.close()

  mkdirSync(path)
  for (const name of ['0', '1']) writeFileSync(join(path, name), 'left by one that was killed')
  const scratch = await openScratchFolder(path)
  expect(existsSync(path)).toBe(false)
  const file = scratch.file()
  file.append(Uint8Array.of(1))
  expect(readdirSync(path)).toEqual(['0'])
  expect(await file.read(0, 100)).toEqual(Uint8Array.of(1))
  await scratch.close()
  expect(existsSync(path)).toBe(false)
})
