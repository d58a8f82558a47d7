import { Button } from 'react-aria-components/Button'
import { isOlder, isOtherwiseSigned, type Doubt, type Edition } from '../../core/edition.ts'
import { messages } from '../messages/messages.ts'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import styles from './DoubtDialog.module.css'

interface Props {
  doubt: Doubt
  onAnswer(isWanted: boolean): void
}

/** What speaks against a library, and the choice to have it all the same. Closing it, in whatever way, is no. */
export function DoubtDialog({ doubt, onAnswer }: Props) {
  const { title, offered, known } = doubt
  const decline = () => onAnswer(false)
  return (
    <ModalDialog title={messages.doubt.title(title)} onClose={decline}>
      {isOlder(doubt) && <p>{messages.doubt.older}</p>}
      {isOtherwiseSigned(doubt) && (
        <p>
          {offered.publicKey === undefined ? messages.doubt.unsigned : messages.doubt.otherKey}{' '}
          {messages.doubt.askMaker}
        </p>
      )}
      <dl className={styles.editions}>
        <EditionFacts name={messages.doubt.offered} edition={offered} />
        <EditionFacts name={messages.doubt.known} edition={known} />
      </dl>
      <p>{messages.doubt.fromThenOn}</p>
      <div className={styles.actions}>
        <Button className="button button-primary" onPress={decline}>
          {messages.doubt.decline}
        </Button>
        <Button className="button button-danger" onPress={() => onAnswer(true)}>
          {agreeWords(doubt)}
        </Button>
      </div>
    </ModalDialog>
  )
}

function EditionFacts({ name, edition: { version, publicKey } }: { name: string; edition: Edition }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {publicKey === undefined
          ? messages.doubt.versionUnsigned(version)
          : messages.doubt.versionSigned(version, publicKey)}
      </dd>
    </div>
  )
}

function agreeWords(doubt: Doubt): string {
  const words = messages.doubt
  if (!isOtherwiseSigned(doubt)) return words.installOlder
  if (doubt.offered.publicKey === undefined)
    return isOlder(doubt) ? words.installOlderUnsigned : words.installUnsigned
  return isOlder(doubt) ? words.installOlderOtherKey : words.installOtherKey
}
