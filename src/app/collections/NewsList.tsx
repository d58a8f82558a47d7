import { Button } from 'react-aria-components/Button'
import { noticeNames } from '../../core/citation/cited.ts'
import type { NewsItem } from '../../core/kept/kept.ts'
import type { KeptOverview } from '../../protocol/keeping.ts'
import { formatDate, formatList } from '../format.ts'
import { toLabel } from './asked.ts'
import styles from './CollectionsView.module.css'
import { keeper } from './device.ts'

/** What an update of a library has brought: for saved searches, and of records that are kept. */
export function NewsList({ overview: { collections, searches } }: { overview: KeptOverview }) {
  const told = searches.flatMap(({ id, asked, news }) => (news ? [{ id, asked, news }] : []))
  const noticed = collections.filter(({ news }) => news.length > 0)
  if (told.length + noticed.length === 0) return null
  return (
    <section aria-labelledby="news" className={styles.news}>
      <h3 id="news" className={styles.section}>
        News after an update
      </h3>
      {noticed.map(({ id, name, news }) => (
        <Group key={id} title={`In “${name}”`} items={news} />
      ))}
      {told.map(({ id, asked, news }) => (
        <div key={id}>
          {news.fresh.length > 0 && (
            <Group title={`New for “${toLabel(asked)}”, ${dayOf(news.found)}`} items={news.fresh} />
          )}
          {news.noticed.length > 0 && (
            <Group title={`Notices for “${toLabel(asked)}”, ${dayOf(news.found)}`} items={news.noticed} />
          )}
        </div>
      ))}
      <Button className="button" onPress={keeper.settleNews}>
        I have seen this
      </Button>
    </section>
  )
}

function Group({ title, items }: { title: string; items: readonly NewsItem[] }) {
  return (
    <>
      <h4>{title}</h4>
      <ul>
        {items.map(({ pmid, title: name, notices }) => (
          <li key={pmid}>
            {notices.length > 0 && <strong>{formatList(notices.map((kind) => noticeNames[kind]))}: </strong>}
            {name} <span className="soft numbers">{pmid}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function dayOf(time: string): string {
  const date = new Date(time)
  return formatDate({ year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() })
}
