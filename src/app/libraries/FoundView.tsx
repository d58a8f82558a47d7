import { Button } from 'react-aria-components/Button'
import type { FoundLibrary } from '../../protocol/address.ts'
import { formatBytes, formatIsoDate, formatRecords } from '../format.ts'
import { listedOf, type Shelf } from '../shelf.ts'
import { useTitleFocus } from '../shell/useTitleFocus.ts'
import styles from './AddressDialog.module.css'
import { kindNames } from './kindNames.ts'

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
  const isUnvouched = publicKey === undefined && !isOwn
  return (
    <>
      <h3 className={styles.heading} ref={heading} tabIndex={-1}>
        {title}
      </h3>
      <dl className={styles.facts}>
        <dt>From</dt>
        <dd>{origin}</dd>
        <dt>Holds</dt>
        <dd>
          {kindNames[kind]} · {formatRecords(records)} · {formatIsoDate(date)} · version {version}
        </dd>
        <dt>Download</dt>
        <dd>{bytes === 0 ? 'Nothing; all of it is here' : formatBytes(bytes)}</dd>
        <dt>Model</dt>
        <dd>{encoderWords[library.encoder]}</dd>
        <dt>Source</dt>
        <dd>{source}</dd>
        <dt>Licence</dt>
        <dd>{licence}</dd>
        <dt>Signed</dt>
        <dd>
          {publicKey === undefined ? (
            'By nobody'
          ) : (
            <>
              By the key <code>{publicKey}</code>. {keyWords(library, shelf)}
            </>
          )}
        </dd>
      </dl>
      {isUnvouched && (
        <p className="note">
          <strong>Nobody has signed this library.</strong> Whoever runs {origin}, or has broken into it, can
          have put anything into its records. Install it only if you trust {origin}.
        </p>
      )}
      <div className={styles.actions}>
        <Button className={`button ${isUnvouched ? 'button-danger' : 'button-primary'}`} onPress={onInstall}>
          {isUnvouched ? `I trust ${origin}: install it` : 'Install'}
        </Button>
        <Button className="button" onPress={onBack}>
          Another address
        </Button>
      </div>
    </>
  )
}

const encoderWords: Record<FoundLibrary['encoder'], string> = {
  here: 'On this device already',
  comes: 'Comes along',
  missing: 'Neither here nor there: this library would be searched by words only',
  'name-taken': 'Another one of its name is here and stays: this library would be searched by words only',
}

function keyWords({ id, publicKey }: FoundLibrary, { installed }: Shelf): string {
  const known = listedOf(installed).find((library) => library.id === id)
  const signature = known && 'signature' in known ? known.signature : undefined
  return typeof signature === 'object' && signature.publicKey === publicKey
    ? 'It is the key that signed the version on this device.'
    : 'Compare it with what its maker tells you by another way: whose key it is, the library cannot prove.'
}
