import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { createVectorCheckpoint } from '../../src/platform/node/vectorCheckpoint.ts'
import { checkpointContract } from './checkpointContract.ts'

const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true })
})

checkpointContract('a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'checkpoint-'))
  folders.push(folder)
  return () => Promise.resolve(createVectorCheckpoint(folder))
})
