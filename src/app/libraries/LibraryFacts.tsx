import type { ReactNode } from 'react'
import type { ReadableLibrary } from '../../protocol/installed.ts'
import { formatBytes, formatCount, formatIsoDate } from '../format.ts'
import { partMessages } from '../messages/partMessages.ts'
import { pageAddress } from '../shell/usePage.ts'
import styles from './LibraryItem.module.css'

/** What one wants to know before relying on a library: how large, how old, of what, by whom. */
export function LibraryFacts({ library }: { library: ReadableLibrary }) {
  const { records, sizeBytes, date, sourceDate, meshYear, version, encoder, signature } = library
  const words = partMessages.installedLibrary
  return (
    <dl className={styles.facts}>
      <Fact name={words.records}>{formatCount(records)}</Fact>
      <Fact name={words.size}>{formatBytes(sizeBytes)}</Fact>
      <Fact name={words.date}>{formatIsoDate(date)}</Fact>
      <Fact name={words.newestRecord}>{formatIsoDate(sourceDate)}</Fact>
      <Fact name="MeSH">{meshYear ?? words.noMesh}</Fact>
      <Fact name={words.version}>{version}</Fact>
      <Fact name={words.model}>
        {encoder.name}
        {!encoder.isInstalled && <> {words.notHere(<a href={pageAddress.models}>{words.importIt}</a>)}</>}
      </Fact>
      <Fact name={words.signedBy}>{signatureWords(signature)}</Fact>
    </dl>
  )
}

export function LibrarySource({ library: { source, licence, signature } }: { library: ReadableLibrary }) {
  return (
    <details className={styles.source}>
      <summary>{partMessages.installedLibrary.sourceAndLicence}</summary>
      <p>{source}</p>
      <p>{licence}</p>
      {typeof signature === 'object' && (
        <p>{partMessages.installedLibrary.signedByKey(signature.publicKey)}</p>
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
  if (signature === 'none') return partMessages.installedLibrary.nobody
  if (signature === 'unchecked') return partMessages.installedLibrary.signatureUnchecked
  return partMessages.installedLibrary.key(signature.publicKey.slice(0, 8))
}
