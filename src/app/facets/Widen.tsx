import { setHeadingMode, toggleHeading, type Filters } from '../../core/filters.ts'
import { partMessages } from '../messages/partMessages.ts'
import { aboveNumber, type Forest } from './forest.ts'
import styles from './ListBar.module.css'

interface Props {
  filters: Filters
  /** Of the list that is shown; absent where there is none. */
  total: number | undefined
  forest: Forest | undefined
  onWiden(filters: Filters): void
}

/** Fewer are soon read, and something may be missing among them. */
const few = 10

/** Where a heading leaves few records, what stands right above it in the tree is proposed. */
export function Widen({ filters, total, forest, onWiden }: Props) {
  const ways = total === undefined || total >= few || !forest ? [] : listWays(filters, forest)
  if (ways.length === 0) return null
  return (
    <div className="note" role="status">
      <p>
        {total === 0 ? partMessages.listBar.nothingLeft : partMessages.listBar.onlyFew(total ?? 0)}{' '}
        {partMessages.listBar.stepUp}
      </p>
      <ul className={styles.ways}>
        {ways.map(({ from, to, filters: widened }) => (
          <li key={`${from} ${to}`}>
            <button type="button" className="link-button" onClick={() => onWiden(widened)}>
              {partMessages.listBar.instead(<span lang="en">{to}</span>, <span lang="en">{from}</span>)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

export function listWays(filters: Filters, forest: Forest): { from: string; to: string; filters: Filters }[] {
  return filters.headings
    .filter(({ mode }) => mode !== 'exclude')
    .flatMap(({ ui, treeNumber }) => {
      const heading = forest.byUi(ui)
      const numbers = treeNumber === undefined ? (heading?.treeNumbers ?? []) : [treeNumber]
      return numbers.flatMap((number) => {
        const above = aboveNumber(number)
        const parent = above === undefined ? undefined : forest.at(above)
        if (!heading || !parent || parent.heading.ui === ui) return []
        const others = toggleHeading(filters, ui)
        const widened = setHeadingMode(others, parent.heading.ui, 'exploded', parent.treeNumber)
        return [{ from: heading.name, to: parent.heading.name, filters: widened }]
      })
    })
}
