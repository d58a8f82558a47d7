import { Button } from 'react-aria-components/Button'
import type { NewsItem } from '../../core/kept/kept.ts'
import type { KeptOverview } from '../../protocol/keeping.ts'
import { formatDate, formatList } from '../format.ts'
import { partMessages } from '../messages/partMessages.ts'
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
        {partMessages.news.title}
      </h3>
      {noticed.map(({ id, name, news }) => (
        <Group key={id} title={partMessages.news.inCollection(name)} items={news} />
      ))}
      {told.map(({ id, asked, news }) => (
        <div key={id}>
          {news.fresh.length > 0 && (
            <Group title={partMessages.news.fresh(toLabel(asked), dayOf(news.found))} items={news.fresh} />
          )}
          {news.noticed.length > 0 && (
            <Group
              title={partMessages.news.noticed(toLabel(asked), dayOf(news.found))}
              items={news.noticed}
            />
          )}
        </div>
      ))}
      <Button className="button" onPress={keeper.settleNews}>
        {partMessages.news.seen}
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
            {notices.length > 0 && (
              <strong>{formatList(notices.map((kind) => partMessages.news.notices[kind]))}: </strong>
            )}
            <span lang="en">{name}</span> <span className="soft numbers">{pmid}</span>
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
