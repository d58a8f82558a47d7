import { Button } from 'react-aria-components/Button'
import type { CatalogueEntry } from '../../core/catalogue.ts'
import { formatBytes } from '../format.ts'
import { failureWords } from '../failureWords.ts'
import { messages } from '../messages/messages.ts'
import type { UpdateStage } from '../readySession.ts'
import { InstallProgress } from './InstallProgress.tsx'

interface Props {
  update: UpdateStage
  /** Id of the library that is open: the offer may be another one. */
  libraryId: string
  onUpdate(entry: CatalogueEntry): void
}

export function UpdateOffer({ update, libraryId, onUpdate }: Props) {
  if (update.stage === 'none') return null
  const { title, libraryBytes } = update.entry
  const size = formatBytes(libraryBytes)
  const isOther = update.entry.id !== libraryId
  const label = isOther ? messages.libraries.installNamed(title) : messages.footer.updateLibrary
  switch (update.stage) {
    case 'offered':
      return (
        <div className="note">
          {isOther
            ? messages.footer.offer(title, update.entry.records, size)
            : messages.footer.newerVersion(title, size)}{' '}
          <Button className="button" onPress={() => onUpdate(update.entry)}>
            {label}
          </Button>
        </div>
      )
    case 'installing':
      return (
        <div className="note">
          {messages.footer.searchMeanwhile}
          <InstallProgress entry={update.entry} progress={update.progress} />
        </div>
      )
    case 'failed': {
      const { title, explanation, action } = failureWords(update.failure)
      return (
        <div className="note" role="alert">
          {messages.footer.notInstalled} {title}. {explanation} {action}{' '}
          <Button className="button" onPress={() => onUpdate(update.entry)}>
            {label}
          </Button>
        </div>
      )
    }
  }
}
