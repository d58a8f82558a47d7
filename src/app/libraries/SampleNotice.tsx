import styles from './SampleNotice.module.css'

export function SampleNotice() {
  return (
    <aside className={`note ${styles.notice}`} aria-label="About this library">
      <strong>Sample notes: short texts written for this app, not publications.</strong>
      <details>
        <summary>How to get real records</summary>
        <p>
          Whoever runs this site can make a library of a PubMed search with{' '}
          <code>npm run library -- pubmed</code>, or of PubMed files with{' '}
          <code>npm run library -- build</code>; it is then offered here.
        </p>
      </details>
    </aside>
  )
}
