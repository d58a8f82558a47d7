import type { PubmedRecord } from '../../core/record.ts'
import { formatDate, formatIssue, formatLanguage } from '../format.ts'
import { AuthorList } from './AuthorList.tsx'
import { HeadingList } from './HeadingList.tsx'
import { noticeNames } from './NoticeBadges.tsx'
import { RecordLinks } from './RecordLinks.tsx'
import styles from './RecordView.module.css'

interface Props {
  record: PubmedRecord
  isSample: boolean
}

export function RecordView({ record, isSample }: Props) {
  const { title, vernacularTitle, authors, abstract, headings, notices } = record
  return (
    <div className={styles.record}>
      {isSample && <p className="note">Sample note, not a publication.</p>}
      {notices.map(({ kind, source, pmid }, place) => (
        <p key={place} className={`note ${kind === 'retraction' ? styles.retraction : ''}`}>
          <strong>{noticeNames[kind]}.</strong> {source}
          {pmid && ` (PMID ${pmid})`}
        </p>
      ))}
      <h2 className={styles.title}>{title}</h2>
      {vernacularTitle && <p className={styles.vernacular}>{vernacularTitle}</p>}
      <AuthorList key={record.pmid} authors={authors} />
      <Publication record={record} />
      <RecordLinks record={record} isSample={isSample} />
      {abstract.length > 0 ? (
        abstract.map(({ label, text }, place) => (
          <section key={place} className={styles.section}>
            {label && <h3>{label}</h3>}
            <p>{text}</p>
          </section>
        ))
      ) : (
        <p className="soft">This record has no abstract.</p>
      )}
      <HeadingList headings={headings} />
    </div>
  )
}

function Publication({ record: { journal, date, publicationTypes, languages } }: { record: PubmedRecord }) {
  const issue = journal && formatIssue(journal)
  return (
    <dl className={styles.facts}>
      {journal && (
        <Fact term="Journal">
          <cite>{journal.title}</cite>
          {issue && <span className="numbers">. {issue}</span>}
        </Fact>
      )}
      {date && <Fact term="Date">{formatDate(date)}</Fact>}
      {publicationTypes.length > 0 && <Fact term="Type">{publicationTypes.join(', ')}</Fact>}
      {languages.length > 0 && <Fact term="Language">{languages.map(formatLanguage).join(', ')}</Fact>}
    </dl>
  )
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
