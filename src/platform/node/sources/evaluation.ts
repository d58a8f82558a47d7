// Files to evaluate an encoder on: retrieval sets in BEIR's layout, and pairs of texts.

import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  createCorpusParser,
  createJudgementParser,
  createQueryParser,
} from '../../../core/evaluation/beir.ts'
import { createPairParser, type TextPair } from '../../../core/evaluation/pairs.ts'
import { createRetrievalSet, type RetrievalSet } from '../../../core/evaluation/retrievalSet.ts'
import { AppError } from '../../../core/errors.ts'
import { createLines } from '../../../core/lines.ts'
import { readTextFile } from './files.ts'

interface SplitSet extends RetrievalSet {
  /** Name of the file of qrels, without its ending. */
  split: string
}

/**
 * Reads `corpus.jsonl` and `queries.jsonl`, each plain or with `.gz`, and `qrels/<split>.tsv` of a folder.
 * @param split by default `test`, or the only one there is
 * @throws AppError `input-invalid`, `not-found`, `cancelled`, with file, line and what to do
 */
export async function readRetrievalSet(
  folder: string,
  wanted: string | undefined,
  signal: AbortSignal,
): Promise<SplitSet> {
  const split = chooseSplit(folder, wanted, await listSplits(folder))
  const qrels = join(folder, 'qrels', `${split}.tsv`)
  const corpus = createCorpusParser()
  await readLines(findJsonl(folder, 'corpus'), corpus, signal)
  const queries = createQueryParser()
  await readLines(findJsonl(folder, 'queries'), queries, signal)
  const judgements = createJudgementParser()
  await readLines(qrels, judgements, signal)

  const set = createRetrievalSet(corpus.entries, queries.entries, judgements.judgements)
  if (set.documents.length === 0) throw refuse(folder, 'has a corpus without documents')
  if (set.queries.length === 0) {
    throw refuse(
      qrels,
      'finds nothing relevant for any query of this folder. Do its ids belong to this corpus?',
    )
  }
  return { ...set, split }
}

/**
 * Reads a file of text, text and score with tabs between.
 * @throws AppError `input-invalid`, `not-found`, `cancelled`, with file, line and what to do
 */
export async function readTextPairs(path: string, signal: AbortSignal): Promise<TextPair[]> {
  const parser = createPairParser()
  await readLines(path, parser, signal)
  const { pairs } = parser
  if (pairs.every(({ score }) => score === pairs[0]?.score)) {
    throw refuse(path, 'needs pairs with different scores: nothing can be correlated with one score')
  }
  return pairs
}

const lineLimitChars = 8 * 1024 * 1024

async function readLines(
  path: string,
  parser: { take(line: string, number: number): void },
  signal: AbortSignal,
): Promise<void> {
  const lines = createLines(lineLimitChars, {
    onLine: (line, number) => void (line.trim() !== '' && parser.take(line, number)),
    onTooLong(number) {
      throw new AppError('input-invalid', `line ${number}: longer than 8 MB. No document is: it is refused.`)
    },
  })
  await readTextFile(path, lines, { signal })
}

function findJsonl(folder: string, name: string): string {
  const paths = ['.jsonl', '.jsonl.gz'].map((ending) => join(folder, name + ending))
  const path = paths.find(existsSync)
  if (path !== undefined) return path
  throw new AppError('not-found', `There is neither ${paths.join(' nor ')}. ${layout}`)
}

async function listSplits(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, 'qrels')).catch(() => [])
  const splits = names.filter((name) => name.endsWith('.tsv')).map((name) => name.slice(0, -'.tsv'.length))
  if (splits.length > 0) return splits.sort()
  throw new AppError('not-found', `${join(folder, 'qrels')} has no .tsv file. ${layout}`)
}

function chooseSplit(folder: string, wanted: string | undefined, splits: readonly string[]): string {
  const split = wanted ?? (splits.length === 1 ? splits[0] : 'test')
  if (split !== undefined && splits.includes(split)) return split
  const what = wanted === undefined ? 'has several splits and none is “test”' : `has no split “${wanted}”`
  throw new AppError('usage', `${folder} ${what}. Choose with --split: ${splits.join(', ')}.`)
}

const layout = 'A set is a folder with corpus.jsonl, queries.jsonl (or .jsonl.gz) and qrels/SPLIT.tsv.'

function refuse(path: string, what: string): AppError {
  return new AppError('input-invalid', `${path} ${what}${what.endsWith('?') ? '' : '.'}`)
}
