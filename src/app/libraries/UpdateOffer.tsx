import { Button } from 'react-aria-components/Button'
import type { CatalogueEntry } from '../../core/catalogue.ts'
import { errorText } from '../errorText.ts'
import { formatBytes, formatCount } from '../format.ts'
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
  const isOther = update.entry.id !== libraryId
  const label = isOther ? `Install ${update.entry.title}` : 'Update library'
  switch (update.stage) {
    case 'offered':
      return (
        <div className="note">
          {isOther
            ? `This site offers “${update.entry.title}” with ${formatCount(update.entry.records)} records`
            : `There is a newer version of “${update.entry.title}”`}{' '}
          ({formatBytes(update.entry.libraryBytes)}).{' '}
          <Button className="button" onPress={() => onUpdate(update.entry)}>
            {label}
          </Button>
        </div>
      )
    case 'installing':
      return (
        <div className="note">
          You can go on searching while it is installed.
          <InstallProgress entry={update.entry} progress={update.progress} />
        </div>
      )
    case 'failed': {
      const { title, action } = errorText[update.failure.code]
      return (
        <div className="note" role="alert">
          The library was not installed; the one you have is untouched. {title}. {action}{' '}
          <Button className="button" onPress={() => onUpdate(update.entry)}>
            {label}
          </Button>
        </div>
      )
    }
  }
}
