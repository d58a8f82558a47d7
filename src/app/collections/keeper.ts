import type { Asked, CollectionInfo, KeptRecord, SavedSearch } from '../../core/kept/kept.ts'
import type { KeepingContract, KeptOverview } from '../../protocol/keeping.ts'
import { toFailure } from '../failure.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { Store } from '../store.ts'
import type { Link } from '../workers.ts'
import type { Keeping, KeepingAction } from './keeping.ts'

/** What one may do with what is kept. One thing after another; each tells how it went. */
export interface Keeper {
  refresh(): Promise<KeptOverview | undefined>
  /** Reads the records of a collection. */
  open(id: string): void
  create(name: string): Promise<string>
  /** Name and note. */
  change(info: CollectionInfo): void
  remove(collection: CollectionInfo): void
  add(id: string, records: readonly KeptRecord[]): void
  removeRecords(id: string, pmids: readonly string[]): void
  noteRecord(id: string, pmid: string, note: string): void
  saveSearch(asked: Asked): Promise<void>
  putSearch(search: SavedSearch): Promise<void>
  deleteSearch(id: string): void
  keepHistory(isKept: boolean): void
  addHistory(asked: Asked): void
  learnNotices(input: KeepingContract['learnNotices']['input']): Promise<void>
  settleNews(): void
  saveAsFile(): void
  openFile(file: File): void
  forget(): Promise<void>
  /** Says something that has happened elsewhere. */
  tell(words: string): void
}

export interface KeeperEffects {
  start(): Link<KeepingContract>
  saveFile(file: File): void
  now(): Date
  newId(): string
}

type Change = Exclude<keyof KeepingContract, 'readCollection' | 'exportKept'>

export function createKeeper(
  { get, dispatch }: Store<Keeping, KeepingAction>,
  effects: KeeperEffects,
): Keeper {
  let link: Link<KeepingContract> | undefined
  let last: Promise<unknown> = Promise.resolve()

  /** In turn, so that no answer is older than the one before; what fails does not keep the next from its turn. */
  function inTurn<T>(task: (link: Link<KeepingContract>) => Promise<T>): Promise<T | undefined> {
    const result = last.then(async () => {
      try {
        return await task((link ??= effects.start()))
      } catch (thrown) {
        const failure = toFailure(thrown)
        if (failure.code === 'worker-lost') link = undefined
        dispatch({ type: 'failed', failure })
        return undefined
      }
    })
    last = result
    return result
  }

  function change<M extends Change>(method: M, input: KeepingContract[M]['input'], words?: string) {
    return inTurn(async (worker) => {
      const overview: KeptOverview = await worker.call(method, input)
      dispatch({ type: 'changed', overview, ...(words !== undefined && { words }) })
      return overview
    })
  }

  /** What is looked at is read again after a change. */
  async function reread(id: string): Promise<void> {
    if (get().opened?.id !== id) return
    await inTurn(async (worker) =>
      dispatch({ type: 'read', id, records: await worker.call('readCollection', { id }) }),
    )
  }

  const nameOf = (id: string) => get().overview?.collections.find((one) => one.id === id)?.name ?? ''

  return {
    refresh: () => change('overview', {}),
    open(id) {
      dispatch({ type: 'opened', id })
      void change('overview', {}).then(() => reread(id))
    },
    async create(name) {
      const [id, created] = [effects.newId(), effects.now().toISOString()]
      await change('putCollection', { id, name, created, changed: created }, partMessages.keeping.made(name))
      return id
    },
    change: (info) =>
      void change(
        'putCollection',
        { ...info, changed: effects.now().toISOString() },
        partMessages.keeping.changed,
      ),
    remove: ({ id, name }) => void change('deleteCollection', { id }, partMessages.keeping.deleted(name)),
    add(id, records) {
      const words = partMessages.keeping.added(records.length, nameOf(id))
      void change('addRecords', { id, records: [...records] }, words)
    },
    removeRecords(id, pmids) {
      const words = partMessages.keeping.removed(pmids.length, nameOf(id))
      void change('removeRecords', { id, pmids: [...pmids] }, words).then(() => reread(id))
    },
    noteRecord: (id, pmid, note) =>
      void change('noteRecord', { id, pmid, note }, partMessages.keeping.noteKept).then(() => reread(id)),
    async saveSearch(asked) {
      const search = { id: effects.newId(), asked, created: effects.now().toISOString(), seen: [] }
      await change('putSearch', search, partMessages.keeping.searchSaved)
    },
    putSearch: async (search) => void (await change('putSearch', search)),
    deleteSearch: (id) => void change('deleteSearch', { id }, partMessages.keeping.searchDeleted),
    keepHistory: (isKept) =>
      void change(
        'keepHistory',
        { isKept },
        isKept ? partMessages.keeping.historyKept : partMessages.keeping.historyGone,
      ),
    addHistory: (asked) => void change('addHistory', { asked, at: effects.now().toISOString() }),
    learnNotices: async (input) => void (await change('learnNotices', input)),
    settleNews: () => void change('settleNews', {}),
    saveAsFile() {
      void inTurn(async (worker) => {
        const { text } = await worker.call('exportKept', {})
        const name = `biohicl-kept-${effects.now().toISOString().slice(0, 10)}.json`
        effects.saveFile(new File([text], name, { type: 'application/json' }))
        dispatch({ type: 'told', words: messages.exporting.handedOver(name) })
      })
    },
    openFile(file) {
      void inTurn(async (worker) => {
        const overview = await worker.call('importKept', { text: await file.text() })
        dispatch({ type: 'changed', overview, words: partMessages.keeping.fileAdded(file.name) })
      })
    },
    forget: async () => void (await change('forget', {}, partMessages.keeping.allGone)),
    tell: (words) => dispatch({ type: 'told', words }),
  }
}
