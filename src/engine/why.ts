import { AppError } from '../core/errors.ts'
import type {
  HeadingMeeting,
  HeadingName,
  NearSentence,
  RecordSentences,
  SentenceSource,
  SharedHeadings,
} from '../core/evidence.ts'
import { dot } from '../core/exactIndex.ts'
import { findHeadings } from '../core/mesh/headingsInText.ts'
import { findMeeting } from '../core/mesh/meeting.ts'
import { findUi } from '../core/mesh/resolve.ts'
import type { MeshTree } from '../core/mesh/tree.ts'
import type { RecordHeading } from '../core/record.ts'
import { findWords } from '../core/text/highlight.ts'
import { splitSentences } from '../core/text/sentences.ts'
import type { SentenceVectors } from './sentenceVectors.ts'

/** What tells why a record answers a query: evidence of topic, not of quality. */

export interface SentencePorts {
  vectors: SentenceVectors
  /** Lets what came in meanwhile go first: queries above all. */
  letOthersGo(): Promise<void>
}

/**
 * The nearest sentences of records, one record after another.
 * @param most sentences of a record
 * @throws AppError `cancelled`, and what the encoder throws
 */
export async function* findSentences(
  query: string,
  records: readonly SentenceSource[],
  most: number,
  { vectors, letOthersGo }: SentencePorts,
  signal: AbortSignal,
): AsyncGenerator<RecordSentences> {
  async function vectorOf(text: string, kind: 'query' | 'document'): Promise<Float32Array> {
    if (!vectors.has(text, kind)) await letOthersGo()
    if (signal.aborted) throw new AppError('cancelled', 'Looking for sentences was cancelled.')
    return vectors.get(text, kind)
  }

  const asked = await vectorOf(query, 'query')
  for (const { pmid, title, abstract } of records) {
    const found: Omit<NearSentence, 'words'>[] = []
    for (const [section, { text: whole }] of abstract.entries())
      for (const range of splitSentences(whole)) {
        const text = whole.slice(range.start, range.end)
        if (!/\p{L}/u.test(text)) continue
        found.push({ ...range, section, text, score: dot(await vectorOf(text, 'document'), 0, asked) })
      }
    yield {
      pmid,
      sentences: found
        .toSorted((a, b) => b.score - a.score)
        .slice(0, most)
        .map((sentence) => ({ ...sentence, words: findWords(sentence.text, query) })),
      titleWords: findWords(title, query),
    }
  }
}

/** Goes by names and entry terms: a heading that the query means without naming it is not found. */
export function findSharedHeadings(
  query: string,
  headings: readonly RecordHeading[],
  tree: MeshTree,
): SharedHeadings {
  const asked = findHeadings(query, tree).map(({ ui, name }) => ({ ui, name }))
  const meetings = headings.flatMap((heading) => {
    const ui = findUi(heading, tree)
    const own = ui === undefined ? undefined : { ui, name: heading.name }
    const met = own ? asked.flatMap((other) => meet(own, other, tree) ?? []) : []
    return met.toSorted((a, b) => b.depth - a.depth || Number(isSame(b)) - Number(isSame(a))).slice(0, 1)
  })
  return {
    asked,
    meetings: meetings.toSorted((a, b) => Number(isSame(b)) - Number(isSame(a)) || b.depth - a.depth),
  }
}

const isSame = ({ own, asked }: HeadingMeeting) => own.ui === asked.ui

function meet(own: HeadingName, asked: HeadingName, tree: MeshTree): HeadingMeeting | undefined {
  // Female and Male stand nowhere in the tree, and still are what they are.
  if (own.ui === asked.ui && tree.byUi(own.ui)?.treeNumbers.length === 0)
    return { own, asked, meeting: asked, depth: 0 }
  const met = findMeeting(tree, own.ui, asked.ui)
  return met && { own, asked, meeting: { ui: met.heading.ui, name: met.heading.name }, depth: met.depth }
}
