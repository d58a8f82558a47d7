import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { messages } from '../messages/messages.ts'
import { takeNewVersion } from './appFiles.ts'

/** The app itself has been updated: what is open goes on with the old version until it is closed, or asked for here. */
export function NewAppOffer() {
  const [isRefused, setRefused] = useState(false)
  return (
    <div className="note">
      {messages.footer.newApp}{' '}
      <Button className="button" onPress={() => void takeNewVersion().then((isDone) => setRefused(!isDone))}>
        {messages.footer.useNewApp}
      </Button>{' '}
      <span role="status">{isRefused && messages.footer.otherWindows}</span>
    </div>
  )
}
