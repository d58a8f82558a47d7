import type { YearRange } from '../../core/filters.ts'
import { formatCount } from '../format.ts'
import { partMessages } from '../messages/partMessages.ts'
import styles from './Groups.module.css'

interface Props {
  years: readonly { year: number; count: number }[]
  range: YearRange
  onChange(range: YearRange): void
}

/** Records by year, and the years that are looked at. */
export function YearGroup({ years, range, onChange }: Props) {
  const [first, last] = [years[0]?.year, years.at(-1)?.year]
  return (
    <details className={styles.group} open>
      <summary>{partMessages.facets.year}</summary>
      {first !== undefined && last !== undefined && first < last && (
        <Histogram years={years} first={first} last={last} range={range} />
      )}
      <form
        // Told of when one leaves both fields or presses Enter: half a year is no year. Other years from outside begin it anew.
        key={`${range.from}-${range.to}`}
        className={styles.years}
        onSubmit={(event) => {
          event.preventDefault()
          take(event.currentTarget)
        }}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget)) take(currentTarget)
        }}
      >
        <label>
          {partMessages.facets.yearFrom}
          <input
            name="from"
            type="number"
            min={0}
            max={9999}
            defaultValue={range.from}
            placeholder={text(first)}
          />
        </label>
        <label>
          {partMessages.facets.yearTo}
          <input
            name="to"
            type="number"
            min={0}
            max={9999}
            defaultValue={range.to}
            placeholder={text(last)}
          />
        </label>
        {/* The Enter key needs it, and nobody else: it is not to be a stop that one can't see. */}
        <button type="submit" tabIndex={-1} className="visually-hidden">
          {partMessages.facets.filterByYear}
        </button>
      </form>
    </details>
  )

  function take(form: HTMLFormElement): void {
    const data = new FormData(form)
    const [from, to] = [readYear(data.get('from')), readYear(data.get('to'))]
    if (from === range.from && to === range.to) return
    onChange({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) })
  }
}

const text = (year: number | undefined) => (year === undefined ? '' : String(year))

function readYear(entry: FormDataEntryValue | null): number | undefined {
  return typeof entry === 'string' && /^\d{1,4}$/.test(entry) ? Number(entry) : undefined
}

interface HistogramProps extends Pick<Props, 'years' | 'range'> {
  first: number
  last: number
}

function Histogram({ years, range, first, last }: HistogramProps) {
  const span = last - first + 1
  const most = Math.max(...years.map(({ count }) => count))
  const { from = -Infinity, to = Infinity } = range
  const total = years.reduce((sum, { count }) => sum + count, 0)
  return (
    <svg
      className={styles.histogram}
      viewBox={`0 0 ${span} 20`}
      preserveAspectRatio="none"
      role="img"
      aria-label={partMessages.facets.histogram(total, first, last)}
    >
      {years.map(({ year, count }) => (
        <rect
          key={year}
          className={year >= from && year <= to ? styles.bar : styles.outside}
          x={year - first + 0.08}
          y={20 - (20 * count) / most}
          width={0.84}
          height={(20 * count) / most}
        >
          <title>{`${year}: ${formatCount(count)}`}</title>
        </rect>
      ))}
    </svg>
  )
}
