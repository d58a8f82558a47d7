import { Button } from 'react-aria-components/Button'
import type { CatalogueEntry } from '../../core/catalogue.ts'
import { errorText } from '../errorText.ts'
import { formatBytes } from '../format.ts'
import type { UpdateStage } from '../readySession.ts'
import { InstallProgress } from './InstallProgress.tsx'

interface Props {
  update: UpdateStage
  onUpdate(entry: CatalogueEntry): void
}

export function UpdateOffer({ update, onUpdate }: Props) {
  switch (update.stage) {
    case 'none':
      return null
    case 'offered':
      return (
        <div className="note">
          There is a newer version of this library ({formatBytes(update.entry.libraryBytes)}).{' '}
          <Button className="button" onPress={() => onUpdate(update.entry)}>
            Update library
          </Button>
        </div>
      )
    case 'installing':
      return (
        <div className="note">
          You can go on searching while the new version is installed.
          <InstallProgress entry={update.entry} progress={update.progress} />
        </div>
      )
    case 'failed': {
      const { title, action } = errorText[update.failure.code]
      return (
        <div className="note" role="alert">
          The library was not updated; the one you have is untouched. {title}. {action}{' '}
          <Button className="button" onPress={() => onUpdate(update.entry)}>
            Update library
          </Button>
        </div>
      )
    }
  }
}
