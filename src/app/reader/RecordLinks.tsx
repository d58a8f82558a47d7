import { toDoiUrl, toRecordUrl } from '../../core/citation/links.ts'
import type { PubmedRecord } from '../../core/record.ts'
import { messages } from '../messages/messages.ts'
import { CopyButton } from '../shell/CopyButton.tsx'
import { OutsideLink } from '../shell/OutsideLink.tsx'
import styles from './RecordLinks.module.css'

interface Props {
  record: PubmedRecord
  isSample: boolean
}

/** The ways out to the web; a sample note has none, its number would lead to somebody else's article. */
export function RecordLinks({ record: { pmid, doi }, isSample }: Props) {
  if (isSample) return null
  return (
    <div className={styles.links}>
      <span className="numbers">PMID {pmid}</span>
      <CopyButton text={pmid}>{messages.reader.copyPmid}</CopyButton>
      <OutsideLink href={toRecordUrl(pmid)}>PubMed</OutsideLink>
      {doi && <OutsideLink href={toDoiUrl(doi)}>DOI {doi}</OutsideLink>}
    </div>
  )
}
