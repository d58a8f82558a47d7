/**
 * How fast PubMed XML is parsed: npx tsx bench/parse.ts, with BIOHICL_DATA_DIR. The articles of the files in records/ are written
 * again and again into 160 MB of text, whole records as NLM ships them.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createPubmedXmlParser } from '../src/core/pubmed/xml.ts'
import { describeMachine } from './machine.ts'
import { spread } from './stats.ts'

const dataDir = process.env.BIOHICL_DATA_DIR
if (dataDir === undefined) throw new Error('BIOHICL_DATA_DIR is not set: there are no records to parse.')
const folder = join(dataDir, 'records')
const wantedChars = 160e6
const pieceChars = 256 * 1024 // as a file is read

const articles = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.xml'))
  .flatMap(
    (name) => readFileSync(join(folder, name), 'utf8').match(/<PubmedArticle>.*?<\/PubmedArticle>/gs) ?? [],
  )
  .filter(isWhole)
const once = articles.join('\n')
const copies = Math.ceil(wantedChars / once.length)
const text = `<?xml version="1.0"?>\n<PubmedArticleSet>\n${`${once}\n`.repeat(copies)}</PubmedArticleSet>\n`

for (const line of describeMachine()) console.log(line)
const rates: number[] = []
for (let run = 0; run < 3; run++) {
  let records = 0
  const parser = createPubmedXmlParser({ onRecord: () => records++, onDelete() {}, onSkip() {} })
  const start = performance.now()
  for (let at = 0; at < text.length; at += pieceChars) parser.write(text.slice(at, at + pieceChars))
  parser.close()
  rates.push(Buffer.byteLength(text) / 1e6 / ((performance.now() - start) / 1000))
  if (records !== articles.length * copies)
    throw new Error(`${records} records of ${articles.length * copies}.`)
}
console.log(
  `${articles.length} articles, ${(text.length / 1e6).toFixed(0)} M characters: ${spread(rates, 'MB/s')}`,
)

/** Some files hold articles that are no record, to test that: they would tell of skipping, not of parsing. */
function isWhole(article: string): boolean {
  let isRecord = false
  try {
    const parser = createPubmedXmlParser({ onRecord: () => (isRecord = true), onDelete() {}, onSkip() {} })
    parser.write(`<PubmedArticleSet>${article}</PubmedArticleSet>`)
    parser.close()
  } catch {
    return false
  }
  return isRecord
}
