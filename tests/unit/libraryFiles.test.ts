import { describe, expect, it } from 'vitest'
import { createLibraryFiles } from '../../src/app/libraryFiles.ts'
import { initialSession, reduce, type Session } from '../../src/app/session.ts'
import { createStore } from '../../src/app/store.ts'
import type { Link } from '../../src/app/workers.ts'
import { AppError } from '../../src/core/errors.ts'
import type { TransferContract } from '../../src/protocol/transfer.ts'

const needsLibrary: Session = {
  phase: 'needs-library',
  catalogue: { libraries: [] },
  file: { stage: 'none' },
}
const stick = new File(['bytes'], 'heart.biohicl')

/** `answer` stands for the transfer worker. */
function start(answer: (signal: AbortSignal) => Promise<unknown>, session: Session = needsLibrary) {
  const store = createStore(reduce, session)
  const told: string[] = []
  let calls = 0
  const link: Link<TransferContract> = {
    call: (_method, _input, options) => {
      calls++
      return answer(options?.signal ?? new AbortController().signal) as Promise<never>
    },
    stop() {},
  }
  const files = createLibraryFiles(store, {
    transfer: () => link,
    onImported: ({ id, kind }) => void told.push(`imported ${id}, ${kind}`),
    onFailure: (code) => void told.push(`failed ${code}`),
    saveFile: (file) => void told.push(`saved ${file.name}`),
  })
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return { store, told, files, settled, calls: () => calls }
}

describe('a library file', () => {
  it('that was installed is opened by its library’s id', async () => {
    const { files, told, settled } = start(() => Promise.resolve({ id: 'heart', kind: 'pubmed' }))
    files.importFile(stick)
    await settled()
    expect(told).toEqual(['imported heart, pubmed'])
  })

  it('that is refused is told of by its name', async () => {
    const { files, store, told, settled } = start(() =>
      Promise.reject(new AppError('file-damaged', 'chunk 1')),
    )
    files.importFile(stick)
    await settled()
    expect(told).toEqual(['failed file-damaged'])
    expect(store.get()).toMatchObject({
      file: { stage: 'failed', task: 'import', name: 'heart.biohicl', failure: { code: 'file-damaged' } },
    })
  })

  it('is read one at a time, and leaves nothing when it is cancelled', async () => {
    const untilAborted = (signal: AbortSignal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new AppError('cancelled', 'The call was cancelled.')))
      })
    const { files, store, settled, calls } = start(untilAborted)
    files.importFile(stick)
    files.importFile(stick)
    expect(calls()).toBe(1)
    files.cancelFile()
    await settled()
    expect(store.get()).toEqual(needsLibrary)
  })

  it('is not written while the page is busy with a library', () => {
    const { files, calls } = start(() => Promise.resolve({ file: stick }), initialSession)
    files.exportFile({ id: 'heart', key: 'library/heart@1' })
    expect(calls()).toBe(0)
  })
})
