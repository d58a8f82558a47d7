import { breadths, treeShare, type Breadth } from '../../core/breadth.ts'
import type { SearchOutput } from '../../protocol/engine.ts'
import { formatList } from '../format.ts'
import { partMessages } from '../messages/partMessages.ts'
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
const mostNamed = 3

/** Moves records nearer to the top for where they stand in MeSH, seen from the query's headings: up the tree or down. */
export function BreadthDial({ breadth, tree, isAnswered, onChange }: Props) {
  const place = places.indexOf(breadth)
  const name = partMessages.listBar.breadths[breadth ?? 'off']
  return (
    <div className={styles.dial}>
      <label>
        {partMessages.listBar.dial}
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
  if (!tree) return partMessages.listBar.noTree
  const { counted, records } = tree
  const named = counted.slice(0, mostNamed).map(({ name }) => name)
  const more = counted.length - named.length
  const all = formatList(more > 0 ? [...named, partMessages.listBar.moreHeadings(more)] : named)
  return partMessages.listBar.treeSay(treeShare, all, records)
}
