import { Button } from 'react-aria-components/Button'
import { isOlder, isOtherwiseSigned, isUntrusted, type Doubt, type Edition } from '../../core/edition.ts'
import { partMessages } from '../messages/partMessages.ts'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import styles from './DoubtDialog.module.css'

interface Props {
  doubt: Doubt
  onAnswer(isWanted: boolean): void
}

/** What speaks against a library, and the choice to have it all the same. Closing it, in whatever way, is no. */
export function DoubtDialog({ doubt, onAnswer }: Props) {
  const { title, offered, known, trusted = [] } = doubt
  const decline = () => onAnswer(false)
  return (
    <ModalDialog title={partMessages.doubt.title(title)} onClose={decline}>
      {isOlder(doubt) && <p>{partMessages.doubt.older}</p>}
      {isOtherwiseSigned(doubt) && (
        <p>
          {offered.publicKey === undefined ? partMessages.doubt.unsigned : partMessages.doubt.otherKey}{' '}
          {partMessages.doubt.askMaker}
        </p>
      )}
      {isUntrusted(doubt) && <p>{partMessages.doubt.untrusted}</p>}
      <dl className={styles.editions}>
        <EditionFacts name={partMessages.doubt.offered} edition={offered} />
        {known && <EditionFacts name={partMessages.doubt.known} edition={known} />}
        {isUntrusted(doubt) && (
          <div>
            <dt>{partMessages.doubt.trusted}</dt>
            {trusted.map((key) => (
              <dd key={key}>
                <code>{key}</code>
              </dd>
            ))}
          </div>
        )}
      </dl>
      <p>{partMessages.doubt.fromThenOn}</p>
      <div className={styles.actions}>
        <Button className="button button-primary" onPress={decline}>
          {partMessages.doubt.decline}
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
          ? partMessages.doubt.versionUnsigned(version)
          : partMessages.doubt.versionSigned(version, publicKey)}
      </dd>
    </div>
  )
}

function agreeWords(doubt: Doubt): string {
  const words = partMessages.doubt
  if (isUntrusted(doubt)) return isOlder(doubt) ? words.installOlderUntrusted : words.installUntrusted
  if (!isOtherwiseSigned(doubt)) return words.installOlder
  if (doubt.offered.publicKey === undefined)
    return isOlder(doubt) ? words.installOlderUnsigned : words.installUnsigned
  return isOlder(doubt) ? words.installOlderOtherKey : words.installOtherKey
}
