import { Button } from 'react-aria-components/Button'
import { partMessages } from '../messages/partMessages.ts'
import { saveFile } from '../saveFile.ts'
import { CopyButton } from '../shell/CopyButton.tsx'
import styles from './Report.module.css'
import { toReportFile, type BenchReport } from './report.ts'
import { toMarkdown, toSections } from './reportTable.ts'

export function ReportView({ report }: { report: BenchReport }) {
  return (
    <section aria-labelledby="figures">
      <h3 id="figures" className={styles.heading}>
        {partMessages.benchReport.title}
      </h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{partMessages.benchReport.what}</th>
            <th scope="col">{partMessages.benchReport.figure}</th>
          </tr>
        </thead>
        {toSections(report).map(({ title, rows }) => (
          <tbody key={title}>
            <tr>
              <th scope="rowgroup" colSpan={2}>
                {title}
              </th>
            </tr>
            {rows.map(({ what, value }) => (
              <tr key={what + value}>
                <th scope="row">{what}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      <div className={styles.actions}>
        <Button className="button" onPress={() => saveFile(toReportFile(report))}>
          {partMessages.benchReport.saveJson}
        </Button>
        <CopyButton text={toMarkdown(report)}>{partMessages.benchReport.copyMarkdown}</CopyButton>
      </div>
      <p className="soft">{partMessages.benchReport.privacy}</p>
    </section>
  )
}
