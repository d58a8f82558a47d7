import { breadths, treeShare, type Breadth } from '../../core/breadth.ts'
import type { SearchOutput } from '../../protocol/engine.ts'
import { formatList, formatRecords } from '../format.ts'
import styles from './BreadthDial.module.css'

interface Props {
  breadth: Breadth | undefined
  /** Of the answer that is shown. */
  tree: SearchOutput['tree']
  /** Whether there is an answer to what the dial asks for. */
  isAnswered: boolean
  onChange(breadth: Breadth | undefined): void
}

const places = [undefined, ...breadths] as const
const names: Record<Breadth, string> = {
  narrower: 'narrower',
  same: 'as asked',
  wider: 'wider',
  widest: 'widest',
}
const mostNamed = 3

/** Moves records nearer to the top for where they stand in MeSH, seen from the query's headings: up the tree or down. */
export function BreadthDial({ breadth, tree, isAnswered, onChange }: Props) {
  const place = places.indexOf(breadth)
  const name = breadth === undefined ? 'off' : names[breadth]
  return (
    <div className={styles.dial}>
      <label>
        Along MeSH
        <input
          type="range"
          min={0}
          max={places.length - 1}
          step={1}
          value={place}
          aria-valuetext={name}
          onChange={({ target }) => onChange(places[Number(target.value)])}
        />
        <output>{name}</output>
      </label>
      {breadth !== undefined && isAnswered && <p className={styles.words}>{toWords(tree)}</p>}
    </div>
  )
}

function toWords(tree: SearchOutput['tree']): string {
  if (!tree) return 'The question names no heading of this library’s MeSH, so the tree has no say.'
  const share = `${Math.round(treeShare * 100)} %`
  const { counted, records } = tree
  const named = counted.slice(0, mostNamed).map(({ name }) => name)
  const more = counted.length - named.length
  const all = formatList(more > 0 ? [...named, `${more} more`] : named)
  return `${share} of the score: whether a record stands at or below ${all} (${formatRecords(records)}).`
}
