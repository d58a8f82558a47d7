// The files of a retrieval set in BEIR's layout, line by line. Messages name the line; whoever reads the file names it.

import * as v from 'valibot'
import { AppError } from '../errors.ts'
import { parseJson } from '../parseJson.ts'
import { parseScoredLine } from './tsv.ts'

/** A document or a query. */
export interface Entry {
  id: string
  text: string
}

export interface Document extends Entry {
  /** What the text begins with; may be empty. */
  title: string
}

export interface Judgement {
  queryId: string
  documentId: string
  /** Above 0: relevant, and how much. */
  score: number
}

const id = v.pipe(v.string(), v.minLength(1, 'expected an id, got an empty text'))
const documentSchema = v.object({ _id: id, title: v.nullish(v.string(), ''), text: v.string() })
const querySchema = v.object({ _id: id, text: v.string() })

/** Reads lines of corpus.jsonl: the text of a document is title and text with a space between, without what is empty. */
export function createCorpusParser() {
  return createEntryParser('{"_id": "7", "title": "A title", "text": "A text."}', (line, what) => {
    const { _id, title, text } = parseJson(line, documentSchema, { what, code: 'input-invalid' })
    return { id: _id, title: title ?? '', text: [title, text].filter((part) => part !== '').join(' ') }
  })
}

/** Reads lines of queries.jsonl. */
export function createQueryParser() {
  return createEntryParser('{"_id": "q1", "text": "A question?"}', (line, what) => {
    const { _id, text } = parseJson(line, querySchema, { what, code: 'input-invalid' })
    return { id: _id, text }
  })
}

function createEntryParser<Kind extends Entry>(example: string, parse: (line: string, what: string) => Kind) {
  const entries: Kind[] = []
  const lineOfId = new Map<string, number>()
  return {
    entries,
    /** @throws AppError `input-invalid` */
    take(line: string, number: number): void {
      const entry = parseEntry(line, number)
      const earlier = lineOfId.get(entry.id)
      if (earlier !== undefined) {
        refuse(
          number,
          `the id ${JSON.stringify(entry.id)} stands in line ${earlier} already. Remove one of the two`,
        )
      }
      lineOfId.set(entry.id, number)
      entries.push(entry)
    },
  }

  function parseEntry(line: string, number: number): Kind {
    try {
      return parse(line, `line ${number}`)
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause
      throw new AppError('input-invalid', `${cause.message} A line must be like ${example}`, { cause })
    }
  }
}

/** Reads lines of a file of qrels: query, document, score; a first line without a number is a header. */
export function createJudgementParser() {
  const judgements: Judgement[] = []
  const lineOfPair = new Map<string, number>()
  return {
    judgements,
    /** @throws AppError `input-invalid` */
    take(line: string, number: number): void {
      const cells = parseScoredLine(line, number, ['query-id', 'corpus-id', 'score'])
      if (!cells) return
      const [queryId, documentId, score] = cells
      const pair = `${queryId}\t${documentId}`
      const earlier = lineOfPair.get(pair)
      if (earlier !== undefined) {
        refuse(
          number,
          `query ${queryId} and document ${documentId} are judged in line ${earlier} already. Remove one of the two`,
        )
      }
      lineOfPair.set(pair, number)
      judgements.push({ queryId, documentId, score })
    },
  }
}

function refuse(line: number, what: string): never {
  throw new AppError('input-invalid', `line ${line}: ${what}.`)
}
