import { formatCount } from '../format.ts'
import { partMessages } from '../messages/partMessages.ts'
import styles from './HeadingView.module.css'

interface Props {
  /** In ascending order; years without records may be left out. */
  years: readonly { year: number; records: number }[]
}

const height = 100

/** Bars by year, and the same numbers as a table. */
export function YearChart({ years }: Props) {
  const [first, last] = [years[0]?.year ?? 0, years.at(-1)?.year ?? 0]
  const most = Math.max(...years.map(({ records }) => records))
  const width = last - first + 1
  return (
    <figure className={styles.chart}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {years.map(({ year, records }) => (
          <rect
            key={year}
            x={year - first + 0.1}
            width={0.8}
            y={height - (records / most) * height}
            height={(records / most) * height}
          />
        ))}
      </svg>
      <figcaption className={`${styles.axis} numbers soft`}>
        <span>{first}</span>
        <span>{partMessages.heading.mostInYear(most)}</span>
        <span>{last}</span>
      </figcaption>
      <details>
        <summary>{partMessages.heading.asTable}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{partMessages.heading.year}</th>
              <th scope="col">{partMessages.heading.records}</th>
            </tr>
          </thead>
          <tbody className="numbers">
            {years.toReversed().map(({ year, records }) => (
              <tr key={year}>
                <th scope="row">{year}</th>
                <td>{formatCount(records)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
