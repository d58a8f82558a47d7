import { resolve } from 'node:path'
import type { Scratch } from '../engine/ports.ts'
import { openScratchFolder } from '../platform/node/scratchFolder.ts'

/** Runs a command with a scratch beside the library `out`, on its disk, which ends with it. */
export async function withScratch<T>(out: string, run: (scratch: Scratch) => Promise<T>): Promise<T> {
  const scratch = await openScratchFolder(`${resolve(out)}.scratch`)
  try {
    return await run(scratch)
  } finally {
    await scratch.close()
  }
}
