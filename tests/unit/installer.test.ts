import { describe, expect, it } from 'vitest'
import { createInstaller } from '../../src/app/installer.ts'
import { initialSession, reduce, type Session } from '../../src/app/session.ts'
import { createStore } from '../../src/app/store.ts'
import type { Link } from '../../src/app/workers.ts'
import type { CatalogueEntry } from '../../src/core/catalogue.ts'
import type { LibraryStatus } from '../../src/protocol/engine.ts'
import type { TransferContract } from '../../src/protocol/transfer.ts'

const toEntry = (id: string, more: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  ...{ id, title: id, kind: 'pubmed', version: 1, records: 3, key: `library/${id}@1`, encoder: 'small' },
  ...{ libraryBytes: 100, encoderBytes: 200 },
  ...more,
})

const toStatus = (id: string, more: Partial<LibraryStatus> = {}): LibraryStatus => ({
  ...{ id, title: id, kind: 'pubmed', version: 1, date: '2026-01-31', source: 'PubMed', licence: 'none' },
  ...{ meshYear: 2026, records: 3, recallAt10: 1, key: `library/${id}@1`, sizeBytes: 1 },
  ...more,
})

const afterOpening = (...libraries: [LibraryStatus, ...LibraryStatus[]]): Session =>
  reduce(initialSession, { type: 'opened', libraries, refused: [] })

function start(libraries: CatalogueEntry[], session: Session, mainId = 'heart') {
  const store = createStore(reduce, session)
  const told: string[] = []
  const link: Link<TransferContract> = {
    call: (method, input) => {
      if (method === 'install' && 'id' in input) told.push(`fetched ${String(input.id)}`)
      const answer = method === 'catalogue' ? { default: 'heart', libraries } : { key: 'key' }
      return Promise.resolve(answer)
    },
    stop() {},
  }
  const installer = createInstaller(store, {
    transfer: () => link,
    mainId: () => mainId,
    resumeText: () => 'gout',
    open: (text) => Promise.resolve(void told.push(`opened for ${text}`)),
    submit: () => void told.push('searched again'),
    onInstalled: ({ id }) => void told.push(`installed ${id}`),
    onFailure: () => {},
  })
  return { store, told, installer }
}

const failure = { code: 'file-damaged', message: 'chunk 1' } as const

describe('a repair', () => {
  it('fetches what is damaged of every library that is searched and that the site has as it is installed', async () => {
    const session = afterOpening(toStatus('heart'), toStatus('lung'), toStatus('liver'))
    const liver = toEntry('liver', { key: 'library/liver@2' })
    const { told, installer } = start([toEntry('heart'), toEntry('lung'), liver, toEntry('skin')], session)
    await installer.repair(failure)
    const fetched = ['fetched heart', 'installed heart', 'fetched lung', 'installed lung']
    expect(told).toEqual([...fetched, 'opened for gout'])
  })

  it('leaves the page as it is where the site has none of them', async () => {
    const { told, installer } = start([], afterOpening(toStatus('heart')))
    await installer.repair(failure)
    expect(told).toEqual(['searched again'])
  })
})

describe('where no library is installed', () => {
  it('the default one is taken, but not by who has just removed it', async () => {
    const { store, told, installer } = start([toEntry('heart')], initialSession)
    await installer.offerLibraries({ mayInstall: false })
    expect(store.get().phase).toBe('needs-library')
    await installer.offerLibraries({ mayInstall: true })
    expect(told).toEqual(['fetched heart', 'installed heart', 'opened for gout'])
  })
})

describe('a site with real records', () => {
  const sample = toStatus('sample-notes', { kind: 'sample-notes' })

  it('offers them to who has sample notes, and not to who searches them already', async () => {
    const { store, installer } = start([toEntry('heart')], afterOpening(sample), 'sample-notes')
    await installer.checkForUpdate()
    expect(store.get()).toMatchObject({
      network: 'online',
      update: { stage: 'offered', entry: { id: 'heart' } },
    })
    const both = start([toEntry('heart')], afterOpening(sample, toStatus('heart')), 'sample-notes')
    await both.installer.checkForUpdate()
    expect(both.store.get()).toMatchObject({ update: { stage: 'none' } })
  })
})
