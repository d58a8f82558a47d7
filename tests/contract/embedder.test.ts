import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openNodeEncoder } from '../../src/platform/node/encoder.ts'
import { embedderContract } from './embedderContract.ts'

const folder = 'models/biohicl-small'

embedderContract('onnxruntime-node', () => openNodeEncoder(folder))

it('an encoder that is not there is missed by its path', async () => {
  await expect(openNodeEncoder('models/none')).rejects.toMatchObject({
    code: 'encoder-missing',
    message: expect.stringContaining('models/none/model.json') as string,
  })
})

it('R7: an encoder with its files missing is refused before any of them is loaded', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'encoder-test-'))
  try {
    await writeFile(join(copy, 'model.json'), await readFile(join(folder, 'model.json')))
    await expect(openNodeEncoder(copy)).rejects.toMatchObject({ code: 'file-damaged' })
  } finally {
    await rm(copy, { recursive: true })
  }
})
