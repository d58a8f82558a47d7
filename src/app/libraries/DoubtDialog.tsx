import { Button } from 'react-aria-components/Button'
import { isOlder, isOtherwiseSigned, type Doubt, type Edition } from '../../core/edition.ts'
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
    <ModalDialog title={`“${title}” was not installed`} onClose={decline}>
      {isOlder(doubt) && (
        <p>
          It is <strong>older</strong> than the version that this device knows. Records and corrections that
          the newer one has may be missing, and an old version is what somebody would offer who wants you to
          miss them.
        </p>
      )}
      {isOtherwiseSigned(doubt) && (
        <p>
          {offered.publicKey === undefined ? (
            <>
              It is <strong>not signed</strong>, and the version that this device knows is.
            </>
          ) : (
            <>
              <strong>Another key</strong> signed it than the version that this device knows.
            </>
          )}{' '}
          Either its maker has changed that, or somebody else made it, and it may hold anything. Ask the
          maker, and not by what you find beside the library.
        </p>
      )}
      <dl className={styles.editions}>
        <EditionFacts name="Offered now" edition={offered} />
        <EditionFacts name="Known to this device" edition={known} />
      </dl>
      <p>If you install it, this device holds to its version and its key from then on.</p>
      <div className={styles.actions}>
        <Button className="button button-primary" onPress={decline}>
          Do not install
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
        Version {version},{' '}
        {publicKey === undefined ? (
          'not signed'
        ) : (
          <>
            signed by the key <code>{publicKey}</code>
          </>
        )}
      </dd>
    </div>
  )
}

function agreeWords(doubt: Doubt): string {
  if (!isOtherwiseSigned(doubt)) return 'Install the older version anyway'
  const what = isOlder(doubt) ? 'Install the older version' : 'Install it'
  return doubt.offered.publicKey === undefined
    ? `${what} although its signature is missing`
    : `${what} although another key signed it`
}
