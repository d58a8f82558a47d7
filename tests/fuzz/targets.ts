// What must stand whatever bytes come: each target reads them to their end or refuses them with an AppError, and what it took holds
// together. Run with many inputs by tests/unit/fuzz.test.ts, and by `npm run fuzz` with those that reach new code.

import { toUint32, type Bytes } from '../../src/core/bytes.ts'
import { parseCatalogue } from '../../src/core/catalogue.ts'
import { assertSafeModel } from '../../src/core/encoder/assertSafeModel.ts'
import { assertSafeTokenizer } from '../../src/core/encoder/assertSafeTokenizer.ts'
import { AppError } from '../../src/core/errors.ts'
import { encodeGraph, parseGraph } from '../../src/core/pack/graph.ts'
import { parseManifest } from '../../src/core/pack/manifest.ts'
import { listKeys, listPostings, parseShardList } from '../../src/core/pack/postings.ts'
import { createCsvParser } from '../../src/core/pubmed/csv.ts'
import { createJsonlParser } from '../../src/core/pubmed/jsonlStream.ts'
import { createNbibParser } from '../../src/core/pubmed/nbib.ts'
import { createRisParser } from '../../src/core/pubmed/ris.ts'
import { createPubmedXmlParser, type PubmedHandlers, type PubmedParser } from '../../src/core/pubmed/xml.ts'
import { parseQuery } from '../../src/core/query/parse.ts'
import { cutAt, parseAll } from '../fixtures/parseAll.ts'

type Target = (bytes: Bytes) => void

const toText = (bytes: Bytes) => new TextDecoder().decode(bytes)

/** What the call gives, or the code of its refusal. @throws everything else, which is what is looked for */
function outcomeOf<Result>(call: () => Result): { result: Result } | { code: string } {
  try {
    return { result: call() }
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code !== 'internal') return { code: thrown.code }
    throw thrown
  }
}

function assertEqual(found: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)]
  if (a !== b) throw new Error(`${a}\nshould be\n${b}`)
}

/** JSON that is read and written is read the same, and no key of it reaches the prototype of objects. */
function json(parse: (text: string) => unknown): Target {
  return (bytes) => {
    const outcome = outcomeOf(() => parse(toText(bytes)))
    if ('result' in outcome) assertEqual(parse(JSON.stringify(outcome.result)), outcome.result)
    if (Object.keys(Object.prototype).length > 0) throw new Error('The prototype of objects was changed.')
  }
}

/** A file of records in two pieces is the same as in one. The first byte says where it is cut. */
function source(create: (handlers: PubmedHandlers) => PubmedParser): Target {
  return (bytes) => {
    const text = toText(bytes.subarray(1))
    const whole = outcomeOf(() => parseAll(create, text))
    assertEqual(
      outcomeOf(() => parseAll(create, ...cutAt(text, [bytes[0] ?? 0]))),
      whole,
    )
  }
}

export const manifest = json(parseManifest)
export const catalogue = json(parseCatalogue)
export const xml = source(createPubmedXmlParser)
export const nbib = source(createNbibParser)
export const ris = source(createRisParser)
export const csv = source(createCsvParser)
export const jsonl = source(createJsonlParser)

export const graph: Target = (bytes) => {
  const numbers = toUint32(Uint8Array.from(bytes)) // the fuzzer's own lie anywhere in its memory
  const outcome = outcomeOf(() => parseGraph(numbers, numbers[1] ?? 0))
  if ('result' in outcome) assertEqual([...encodeGraph(outcome.result)], [...numbers])
}

/** The first byte is the number of rows. */
export const postings: Target = (bytes) => {
  const [count = 0, shard] = [bytes[0], bytes.subarray(1)]
  const outcome = outcomeOf(() => [...listPostings(shard, count, 'fuzz')])
  if (!('result' in outcome)) return
  assertEqual(
    outcome.result.map(([key]) => key),
    [...listKeys(shard, 'fuzz')],
  )
  for (const [key, { rows, frequencies }] of outcome.result) {
    if (rows.length !== frequencies.length || frequencies.includes(0))
      throw new Error(`${key}: wrong frequencies`)
    rows.forEach((row, place) => {
      if (row >= count || (place > 0 && row <= (rows[place - 1] ?? 0))) throw new Error(`${key}: wrong rows`)
    })
  }
}

/** The first byte is the length of the file that the shards are of. */
export const shards: Target = (bytes) => {
  const [length = 0] = bytes
  const outcome = outcomeOf(() => parseShardList(toText(bytes.subarray(1)), length, 'fuzz'))
  if (!('result' in outcome)) return
  const sum = outcome.result.reduce((at, { start, end }) => (start === at && end > start ? end : NaN), 0)
  if (sum !== length) throw new Error('The shards do not fill the file.')
}

/** The places that a fault of a query points at lie within it. */
export const query: Target = (bytes) => {
  const text = toText(bytes)
  try {
    parseQuery(text)
  } catch (thrown) {
    if (!(thrown instanceof AppError && thrown.code === 'query-syntax' && thrown.fault)) throw thrown
    const { start, length } = thrown.fault
    if (!(start >= 0 && length >= 0 && start + length <= text.length))
      throw new Error(`It points at ${length} from ${start} on.`, { cause: thrown })
  }
}

export const model: Target = (bytes) => void outcomeOf(() => assertSafeModel(bytes, 8, 'fuzz'))
export const tokenizer: Target = (bytes) => void outcomeOf(() => assertSafeTokenizer(toText(bytes), 'fuzz'))
