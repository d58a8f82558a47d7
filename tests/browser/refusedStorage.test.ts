import { afterEach, describe, expect, it } from 'vitest'
import { openIdbStore } from '../../src/platform/web/idbStore.ts'

const own = globalThis.indexedDB

function replaceDatabases(value: unknown): void {
  Object.defineProperty(globalThis, 'indexedDB', { value, configurable: true, writable: true })
}

/** As it answers where a site may store nothing. */
const refusing = (name: string) => ({
  open() {
    throw new DOMException('refused', name)
  },
})

describe('a browser whose database', () => {
  afterEach(() => replaceDatabases(own))

  it.each([
    ['is not there', undefined],
    ['is null', null],
    ['throws SecurityError, as in a frame without an origin', refusing('SecurityError')],
    ['throws InvalidStateError, as in old private windows', refusing('InvalidStateError')],
  ])('R29: %s, refuses to store; that is told apart from damage', async (_what, databases) => {
    replaceDatabases(databases)
    await expect(openIdbStore('refused')).rejects.toMatchObject({ code: 'storage-refused' })
  })

  it('is damaged, is said to be', async () => {
    replaceDatabases(refusing('UnknownError'))
    await expect(openIdbStore('damaged')).rejects.toMatchObject({ code: 'storage-unavailable' })
  })
})
