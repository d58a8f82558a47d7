import { toRecordUrl } from '../../core/citation/links.ts'
import type { PubmedRecord } from '../../core/record.ts'
import type { StoredRecord } from '../../core/storedRecord.ts'
import { formatDate, formatIssue, formatLanguage } from '../format.ts'
import { messages } from '../messages/messages.ts'
import type { HeadingFiltering } from '../search/HeadingToggle.tsx'
import { OutsideLink } from '../shell/OutsideLink.tsx'
import { AuthorList } from './AuthorList.tsx'
import { HeadingList } from './HeadingList.tsx'
import type { ReadPlace } from './place.ts'
import { RecordLinks } from './RecordLinks.tsx'
import { RecordProblem } from './RecordProblem.tsx'
import styles from './RecordView.module.css'

interface Props {
  record: StoredRecord
  isSample: boolean
  /** A sentence that is marked. */
  place: ReadPlace | undefined
  /** Absent where there is no list that headings could filter. */
  headingFiltering?: HeadingFiltering
}

export function RecordView({ record, isSample, place, headingFiltering }: Props) {
  const { title, vernacularTitle, authors, abstract, headings, notices } = record
  return (
    <div className={styles.record}>
      {isSample && <p className="note">{messages.reader.notPublication}</p>}
      {notices.map(({ kind, source, pmid }, place) => (
        <p key={place} className={`note ${kind === 'retraction' ? styles.retraction : ''}`}>
          <strong>{messages.recordNotices[kind]}.</strong> {source && <span lang="en">{source}</span>}
          {pmid && (isSample ? ` (${messages.card.number(pmid, true)})` : <NoticeLink pmid={pmid} />)}
        </p>
      ))}
      <h2 className={styles.title} lang="en">
        {title || record.pmid}
      </h2>
      {vernacularTitle && <p className={styles.vernacular}>{vernacularTitle}</p>}
      <AuthorList key={record.pmid} authors={authors} />
      <Publication record={record} />
      <RecordLinks record={record} isSample={isSample} />
      <RecordProblem {...record} />
      {abstract.length > 0 ? (
        abstract.map(({ label, text }, section) => (
          <section key={section} className={styles.section} lang="en">
            {label && <h3>{label}</h3>}
            <p>{place?.section === section ? <PlacedText text={text} place={place} /> : text}</p>
          </section>
        ))
      ) : (
        <p className="soft">{messages.reader.noAbstract}</p>
      )}
      <HeadingList headings={headings} filtering={headingFiltering} />
    </div>
  )
}

/** The notice itself, which is a publication of its own. */
function NoticeLink({ pmid }: { pmid: string }) {
  return (
    <>
      {' '}
      <OutsideLink href={toRecordUrl(pmid)}>PMID {pmid}</OutsideLink>
    </>
  )
}

function PlacedText({ text, place: { start, end } }: { text: string; place: ReadPlace }) {
  return (
    <>
      {text.slice(0, start)}
      <mark data-read-place="" className={styles.place}>
        {text.slice(start, end)}
      </mark>
      {text.slice(end)}
    </>
  )
}

function Publication({ record: { journal, date, publicationTypes, languages } }: { record: PubmedRecord }) {
  const issue = journal && formatIssue(journal)
  return (
    <dl className={styles.facts}>
      {journal && (
        <Fact term={messages.reader.journal}>
          <cite lang="en">{journal.title}</cite>
          {issue && <span className="numbers">. {issue}</span>}
        </Fact>
      )}
      {date && <Fact term={messages.reader.date}>{formatDate(date)}</Fact>}
      {publicationTypes.length > 0 && (
        <Fact term={messages.reader.type}>
          <span lang="en">{publicationTypes.join(', ')}</span>
        </Fact>
      )}
      {languages.length > 0 && (
        <Fact term={messages.reader.language}>{languages.map(formatLanguage).join(', ')}</Fact>
      )}
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
