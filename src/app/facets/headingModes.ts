import type { HeadingMode } from '../../core/filters.ts'

export interface HeadingModeWords {
  mode: HeadingMode
  /** In the menu. */
  title: string
  /** Beside the heading's name; the usual one needs no word. */
  mark?: string
}

export const headingModes: readonly HeadingModeWords[] = [
  { mode: 'exploded', title: 'With all headings below' },
  { mode: 'only', title: 'This heading only', mark: 'only' },
  { mode: 'major', title: 'As a major topic only', mark: 'major topic' },
  { mode: 'exclude', title: 'Exclude, with all below', mark: 'not' },
]

export const modeMark = (mode: HeadingMode) => headingModes.find((each) => each.mode === mode)?.mark
