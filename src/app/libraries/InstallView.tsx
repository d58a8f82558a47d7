import { Button } from 'react-aria-components/Button'
import type { CatalogueEntry } from '../../core/catalogue.ts'
import { formatRecords } from '../format.ts'
import type { InstallProgress as Progress } from '../installProgress.ts'
import panel from '../shell/Panel.module.css'
import { InstallProgress } from './InstallProgress.tsx'

interface Props {
  entry: CatalogueEntry
  progress: Progress
  onCancel(): void
}

export function InstallView({ entry, progress, onCancel }: Props) {
  return (
    <main className={panel.panel}>
      <h2>Installing {entry.title}</h2>
      <p className="soft">
        {formatRecords(entry.records)}
        {entry.kind === 'sample-notes' && ', short texts written for this app and not publications'}. Every
        part is checked before it is kept. If it is interrupted, it goes on where it stopped.
      </p>
      <InstallProgress entry={entry} progress={progress} />
      <div className={panel.actions}>
        <Button className="button" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </main>
  )
}
