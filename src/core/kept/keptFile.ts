import * as v from 'valibot'
import { AppError } from '../errors.ts'
import { parseJson } from '../parseJson.ts'
import { parseRecordLine } from '../pubmed/jsonl.ts'
import { collectionSchema, historySchema, keptRecordSchema, searchSchema, type Kept } from './kept.ts'

const format = 'biohicl-kept'
const version = 1

const outlineSchema = v.object({ format: v.literal(format), version: v.number() })

const fileSchema = v.object({
  collections: v.array(
    v.object({
      ...collectionSchema.entries,
      records: v.array(v.object({ ...keptRecordSchema.entries, record: v.unknown() })),
    }),
  ),
  searches: v.array(searchSchema),
  history: historySchema,
})

export function toKeptFile(kept: Kept): string {
  return `${JSON.stringify({ format, version, ...kept }, undefined, 1)}\n`
}

/**
 * What another device, or an earlier day, has saved. Its records go through the same cleaning as those of any source.
 * @throws AppError `input-invalid`, also for a file of a newer version; `wrong-body`
 */
export function parseKeptFile(text: string): Kept {
  const problem = { what: 'The file', code: 'input-invalid' } as const
  const outline = parseJson(text, outlineSchema, problem)
  if (outline.version > version)
    throw new AppError(
      'input-invalid',
      `The file is of version ${outline.version}, this app reads ${version}.`,
    )
  const { collections, ...others } = parseJson(text, fileSchema, problem)
  return {
    ...others,
    collections: collections.map(({ records, ...info }, place) => ({
      ...info,
      records: records.map(({ record, ...rest }, row) => {
        const parsed = parseRecordLine(JSON.stringify(record ?? null), 1)
        if (parsed.kind === 'skipped')
          throw new AppError(
            'input-invalid',
            `The file: collections.${place}.records.${row}: ${parsed.skip.message}`,
          )
        return { ...rest, record: parsed.record }
      }),
    })),
  }
}
