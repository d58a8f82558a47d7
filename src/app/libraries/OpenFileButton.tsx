import { Button } from 'react-aria-components/Button'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { messages } from '../messages/messages.ts'

interface Props {
  /** Then it does nothing, and keeps the focus. */
  isBusy: boolean
  onOpen(file: File): void
}

export function OpenFileButton({ isBusy, onOpen }: Props) {
  function select(files: FileList | null) {
    const file = files?.[0]
    if (file) onOpen(file)
  }
  return (
    // Any type: phones that do not know the ending would let nobody choose the file.
    <FileTrigger onSelect={select}>
      <Button className="button" isPending={isBusy}>
        {messages.libraries.openFile}
      </Button>
    </FileTrigger>
  )
}
