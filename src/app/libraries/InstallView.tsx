import { Button } from 'react-aria-components/Button'
import type { CatalogueEntry } from '../../core/catalogue.ts'
import { messages } from '../messages/messages.ts'
import type { InstallProgress as Progress } from '../installProgress.ts'
import panel from '../shell/Panel.module.css'
import { InstallProgress } from './InstallProgress.tsx'

interface Props {
  entry: CatalogueEntry
  progress: Progress
  onCancel(): void
}

export function InstallView({ entry, progress, onCancel }: Props) {
  const records = messages.counts.records(entry.records)
  return (
    <main className={panel.panel}>
      <h2>{messages.libraryTasks.installing(entry.title)}</h2>
      <p className="soft">
        {entry.kind === 'sample-notes' ? messages.libraryTasks.notes(records) : `${records}.`}{' '}
        {messages.libraryTasks.everyPart}
      </p>
      <InstallProgress entry={entry} progress={progress} />
      <div className={panel.actions}>
        <Button className="button" onPress={onCancel}>
          {messages.libraryTasks.cancel}
        </Button>
      </div>
    </main>
  )
}
