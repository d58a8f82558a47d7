import type { Notice } from '../../core/record.ts'
import { messages } from '../messages/messages.ts'
import styles from './NoticeBadges.module.css'

const byWeight: Notice['kind'][] = ['retraction', 'expression-of-concern', 'correction']

/** One badge a kind, the gravest first. */
export function NoticeBadges({ notices }: { notices: Notice[] }) {
  return byWeight
    .filter((kind) => notices.some((notice) => notice.kind === kind))
    .map((kind) => (
      <span key={kind} className={`${styles.badge} ${kind === 'retraction' ? styles.retraction : ''}`}>
        {messages.recordNotices[kind]}
      </span>
    ))
}
