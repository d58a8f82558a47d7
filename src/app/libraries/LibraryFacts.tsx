import type { ReactNode } from 'react'
import type { ReadableLibrary } from '../../protocol/installed.ts'
import { formatBytes, formatCount, formatIsoDate } from '../format.ts'
import { pageAddress } from '../shell/usePage.ts'
import styles from './LibraryItem.module.css'

/** What one wants to know before relying on a library: how large, how old, of what, by whom. */
export function LibraryFacts({ library }: { library: ReadableLibrary }) {
  const { records, sizeBytes, date, sourceDate, meshYear, version, encoder, signature } = library
  return (
    <dl className={styles.facts}>
      <Fact name="Records">{formatCount(records)}</Fact>
      <Fact name="Size">{formatBytes(sizeBytes)}</Fact>
      <Fact name="Date">{formatIsoDate(date)}</Fact>
      <Fact name="Newest record">{formatIsoDate(sourceDate)}</Fact>
      <Fact name="MeSH">{meshYear ?? 'none'}</Fact>
      <Fact name="Version">{version}</Fact>
      <Fact name="Model">
        {encoder.name}
        {!encoder.isInstalled && (
          <>
            {' '}
            (not here: <a href={pageAddress.models}>import it</a>)
          </>
        )}
      </Fact>
      <Fact name="Signed by">{signatureWords(signature)}</Fact>
    </dl>
  )
}

export function LibrarySource({ library: { source, licence, signature } }: { library: ReadableLibrary }) {
  return (
    <details className={styles.source}>
      <summary>Source and licence</summary>
      <p>{source}</p>
      <p>{licence}</p>
      {typeof signature === 'object' && (
        <p>
          Signed by the key <code>{signature.publicKey}</code>. It tells that one holder of this key made it,
          not who that is.
        </p>
      )}
    </details>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function signatureWords(signature: ReadableLibrary['signature']): string {
  if (signature === 'none') return 'nobody'
  if (signature === 'unchecked') return 'not known: cannot be checked'
  return `key ${signature.publicKey.slice(0, 8)}…`
}
