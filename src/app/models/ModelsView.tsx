import { useEffect, useEffectEvent, useSyncExternalStore, type DragEvent } from 'react'
import { Button } from 'react-aria-components/Button'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { errorText } from '../errorText.ts'
import page from '../libraries/LibrariesView.module.css'
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
          Models
        </h2>
        <FileTrigger acceptDirectory onSelect={(files) => files?.length && take(toChosenFolder(files))}>
          <Button className="button" isPending={isBusy}>
            Import a model folder
          </Button>
        </FileTrigger>
      </div>
      <p className="soft">
        A model turns texts into numbers that stand for their meaning. A library can be searched by meaning
        only with the very model it was made with, so there is nothing to choose here: a model comes with its
        library, or from a folder that <code>npm run model</code> has made. It can be dropped here too.
      </p>
      <ModelNotice modelKey={importing} models={models} onCancel={actions.cancelTask} />
      <p className="visually-hidden" role="status">
        {announceModels(task, Object.values(models.outcomes), Object.values(models.tests))}
      </p>
      {listing.stage === 'loading' && <p className="soft">Looking …</p>}
      {listing.stage === 'failed' && (
        <div className="note" role="alert">
          <strong>{errorText[listing.failure.code].title}.</strong> {errorText[listing.failure.code].action}{' '}
          <Button className="button" onPress={actions.refresh}>
            Try again
          </Button>
        </div>
      )}
      {listing.stage === 'listed' && (
        <>
          <MissingModels missing={listing.missing} />
          <section aria-labelledby="models-here">
            <h3 id="models-here" className={page.section}>
              On this device
            </h3>
            {listing.encoders.length === 0 ? (
              <p className="soft">None yet. One comes with the first library.</p>
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
