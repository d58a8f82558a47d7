import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { formatCount } from '../format.ts'
import { partMessages } from '../messages/partMessages.ts'
import { branchGroups } from './branchColours.ts'
import styles from './MapView.module.css'

interface Props {
  /** Points of each group. */
  counts: readonly number[]
  /** Results of each group; none where nothing is searched for. */
  litCounts: readonly number[] | undefined
  onlyGroup: number | undefined
  onOnlyGroup(group: number | undefined): void
}

const all = 'all'

/** The colours and what they stand for, with counts: the same in numbers for those who do not see the picture. */
export function MapLegend({ counts, litCounts, onlyGroup, onOnlyGroup }: Props) {
  return (
    <RadioGroup
      className={styles.legend ?? ''}
      value={onlyGroup === undefined ? all : String(onlyGroup)}
      onChange={(value) => onOnlyGroup(value === all ? undefined : Number(value))}
    >
      <Label>{partMessages.map.branches}</Label>
      <Radio value={all} className={styles.entry ?? ''}>
        {partMessages.map.all}
      </Radio>
      {branchGroups.map((key, group) =>
        counts[group] ? (
          <Radio key={key} value={String(group)} className={styles.entry ?? ''}>
            <span className={styles.swatch} data-branch={key} aria-hidden="true" />
            <span>{partMessages.branches[key]}</span>
            <span className={`${styles.count} numbers soft`}>
              {litCounts
                ? partMessages.map.countLit(counts[group], litCounts[group] ?? 0)
                : formatCount(counts[group])}
            </span>
          </Radio>
        ) : null,
      )}
    </RadioGroup>
  )
}
