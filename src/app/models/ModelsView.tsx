import { useEffect, useEffectEvent, useSyncExternalStore, type DragEvent } from 'react'
import { Button } from 'react-aria-components/Button'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import page from '../libraries/LibrariesView.module.css'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import type { Session } from '../session.ts'
import type { PageProps } from '../shell/pages.ts'
import { useTitleFocus } from '../shell/useTitleFocus.ts'
import { findDroppedFolder, readDroppedFolder, toChosenFolder, type ChosenFolder } from './folderFiles.ts'
import { MissingModels } from './MissingModels.tsx'
import { ModelItem } from './ModelItem.tsx'
import { ModelNotice } from './ModelNotice.tsx'
import { importing, type Models } from './models.ts'
import { modelsOf } from './modelsOf.ts'
import { announceModels } from './words.ts'

/** The encoders on this device, and a way in for others. */
export function ModelsView({ session, controller }: PageProps) {
  const title = useTitleFocus()
  const { store, actions } = modelsOf(controller)
  const models = useSyncExternalStore(store.subscribe, store.get)
  const { listing, task } = models
  const isBusy = task.kind !== 'none' || session.phase === 'loading'

  const isSettled = session.phase !== 'loading'
  const refresh = useEffectEvent(actions.refresh)
  useEffect(() => {
    if (isSettled) refresh()
  }, [isSettled])

  function take({ name, files }: ChosenFolder) {
    actions.importFolder(name, files, awaitedOf(session, models))
  }
  function drop(event: DragEvent) {
    const folder = findDroppedFolder(event.dataTransfer)
    if (!folder) return
    event.preventDefault()
    if (!isBusy) void readDroppedFolder(folder).then(take)
  }

  return (
    <main className={page.page} onDrop={drop}>
      <div className={page.head}>
        <h2 ref={title} tabIndex={-1}>
          {messages.pages.titles.models}
        </h2>
        <FileTrigger acceptDirectory onSelect={(files) => files?.length && take(toChosenFolder(files))}>
          <Button className="button" isPending={isBusy}>
            {partMessages.models.importFolder}
          </Button>
        </FileTrigger>
      </div>
      <p className="soft">{partMessages.models.about}</p>
      <ModelNotice modelKey={importing} models={models} onCancel={actions.cancelTask} />
      <p className="visually-hidden" role="status">
        {announceModels(task, Object.values(models.outcomes), Object.values(models.tests))}
      </p>
      {listing.stage === 'loading' && <p className="soft">{messages.libraries.looking}</p>}
      {listing.stage === 'failed' && (
        <div className="note" role="alert">
          <strong>{messages.errors[listing.failure.code].title}.</strong>{' '}
          {messages.errors[listing.failure.code].action}{' '}
          <Button className="button" onPress={actions.refresh}>
            {messages.controls.tryAgain}
          </Button>
        </div>
      )}
      {listing.stage === 'listed' && (
        <>
          <MissingModels missing={listing.missing} />
          <section aria-labelledby="models-here">
            <h3 id="models-here" className={page.section}>
              {messages.libraries.onDevice}
            </h3>
            {listing.encoders.length === 0 ? (
              <p className="soft">{partMessages.models.none}</p>
            ) : (
              <ul className={page.list}>
                {listing.encoders.map((model) => (
                  <li key={model.key}>
                    <ModelItem
                      model={model}
                      session={session}
                      models={models}
                      actions={actions}
                      isBusy={isBusy}
                      onGone={() => title.current?.focus()}
                    />
                  </li>
                ))}
              </ul>
            )}
          </section>
        </>
      )}
    </main>
  )
}

/** The encoder that the main library needs and has not. */
function awaitedOf(session: Session, { listing }: Models): string | undefined {
  if (session.phase !== 'ready' || session.encoder.stage !== 'failed' || listing.stage !== 'listed')
    return undefined
  const { id: mainId } = session.library
  return listing.missing.find(({ neededBy }) => neededBy.some(({ id }) => id === mainId))?.id
}
