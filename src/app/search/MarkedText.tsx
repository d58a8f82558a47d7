import type { ReactNode } from 'react'
import type { TextRange } from '../../core/text/sentences.ts'

interface Props {
  text: string
  /** In order and apart. */
  ranges: readonly TextRange[]
}

/** A text with parts of it marked: made of text nodes, never of markup. */
export function MarkedText({ text, ranges }: Props) {
  const nodes: ReactNode[] = []
  let at = 0
  for (const { start, end } of ranges) {
    nodes.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>)
    at = end
  }
  return [...nodes, text.slice(at)]
}
