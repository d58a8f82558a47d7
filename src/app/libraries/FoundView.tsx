import { Button } from 'react-aria-components/Button'
import type { FoundLibrary } from '../../protocol/address.ts'
import { formatBytes, formatIsoDate } from '../format.ts'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import { listedOf, type Shelf } from '../shelf.ts'
import { useTitleFocus } from '../shell/useTitleFocus.ts'
import styles from './AddressDialog.module.css'

interface Props {
  library: FoundLibrary
  shelf: Shelf
  onInstall(): void
  onBack(): void
}

/** What one wants to know before having a library from elsewhere, and above all from whom it is. */
export function FoundView({ library, shelf, onInstall, onBack }: Props) {
  const heading = useTitleFocus()
  const { title, kind, records, date, version, source, licence, bytes, origin, publicKey, isOwn } = library
  const words = partMessages.libraryAddress
  const isUnvouched = publicKey === undefined && !isOwn
  return (
    <>
      <h3 className={styles.heading} ref={heading} tabIndex={-1}>
        {title}
      </h3>
      <dl className={styles.facts}>
        <dt>{words.from}</dt>
        <dd>{origin}</dd>
        <dt>{words.holds}</dt>
        <dd>
          {messages.libraries.kinds[kind]} · {messages.counts.records(records)} · {formatIsoDate(date)} ·{' '}
          {words.version(version)}
        </dd>
        <dt>{words.downloadSize}</dt>
        <dd>{bytes === 0 ? words.nothingToDownload : formatBytes(bytes)}</dd>
        <dt>{words.model}</dt>
        <dd>{words.models[library.encoder]}</dd>
        <dt>{words.source}</dt>
        <dd>{source}</dd>
        <dt>{words.licence}</dt>
        <dd>{licence}</dd>
        <dt>{words.signed}</dt>
        <dd>
          {publicKey === undefined ? (
            words.byNobody
          ) : (
            <>
              {words.byKey(publicKey)} {keyWords(library, shelf)}
            </>
          )}
        </dd>
      </dl>
      {isUnvouched && <p className="note">{words.unsigned(origin)}</p>}
      <div className={styles.actions}>
        <Button className={`button ${isUnvouched ? 'button-danger' : 'button-primary'}`} onPress={onInstall}>
          {isUnvouched ? words.installTrusting(origin) : messages.libraries.install}
        </Button>
        <Button className="button" onPress={onBack}>
          {words.another}
        </Button>
      </div>
    </>
  )
}

function keyWords({ id, publicKey }: FoundLibrary, { installed }: Shelf): string {
  const known = listedOf(installed).find((library) => library.id === id)
  const signature = known && 'signature' in known ? known.signature : undefined
  return typeof signature === 'object' && signature.publicKey === publicKey
    ? partMessages.libraryAddress.knownKey
    : partMessages.libraryAddress.unknownKey
}
