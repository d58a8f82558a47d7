import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import { ModalDialog } from '../shell/ModalDialog.tsx'
import styles from './QueryHelp.module.css'

export function QueryHelp({ onClose }: { onClose(): void }) {
  const { intro, signsTitle, signs, tagsTitle, tags, longNames } = partMessages.queryHelp
  return (
    <ModalDialog title={messages.searchBox.queryHelp} onClose={onClose}>
      <p>{intro}</p>
      <p>
        <code>"heart failure"[mh] AND (fatigue at night)</code>
      </p>
      <Rows title={signsTitle} rows={signs} />
      <Rows title={tagsTitle} rows={tags} />
      <p className="soft">{longNames}</p>
    </ModalDialog>
  )
}

function Rows({ title, rows }: { title: string; rows: Record<string, string> }) {
  return (
    <>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.rows}>
        {Object.entries(rows).map(([example, meaning]) => (
          <div key={example}>
            <dt>
              <code>{example}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
