import { AppError } from '../errors.ts'
import { createCsvParser } from './csv.ts'
import type { CsvColumns } from './csvHeader.ts'
import { createJsonlParser } from './jsonlStream.ts'
import { createNbibParser } from './nbib.ts'
import { createRisParser } from './ris.ts'
import { sourceExtensions, type SourceExtension } from './sourceNames.ts'
import { createPubmedXmlParser, type PubmedHandlers, type PubmedParser } from './xml.ts'

type CreateParser = (handlers: PubmedHandlers, columns?: CsvColumns) => PubmedParser

const parsers: Record<SourceExtension, CreateParser> = {
  '.xml': createPubmedXmlParser,
  '.jsonl': createJsonlParser,
  '.nbib': createNbibParser,
  '.ris': createRisParser,
  '.csv': createCsvParser,
  '.tsv': createCsvParser,
}

/** The parser for a file of this name. @throws AppError `input-invalid` */
export function chooseParser(path: string): CreateParser {
  const name = path.toLowerCase().replace(/\.gz$/, '')
  const [, parser] = Object.entries(parsers).find(([extension]) => name.endsWith(extension)) ?? []
  if (parser) return parser
  throw new AppError(
    'input-invalid',
    `${path} is of no kind that is read. Read are ${sourceExtensions.join(', ')}.`,
  )
}
