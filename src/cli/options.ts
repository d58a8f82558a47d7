import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '../core/errors.ts'
import { findMisfit } from '../core/pack/manifest.ts'
import { csvFields, type CsvColumns } from '../core/pubmed/csvHeader.ts'
import { eutilsUrl, type Eutils } from '../core/pubmed/eutils.ts'
import type { RecordFilter } from '../core/recordFilter.ts'
import { usualLicence, type BuildDescription } from '../engine/build.ts'
import type { BuildOptions } from './build.ts'
import { defaultEncoderFolder } from './defaults.ts'
import type { MergeOptions } from './merge.ts'
import { meshUrl, type MeshOptions } from './mesh.ts'
import { findMeshFiles, type MeshFiles } from './meshFiles.ts'
import type { PrepareOptions } from './prepare.ts'
import type { ReencodeOptions } from './reencode.ts'
import type { UpdateOptions } from './update.ts'
import { usage } from './usage.ts'

/** What was written on the command line, before a command makes sense of it. */
export type Values = ReturnType<typeof readArguments>['values']

export function toBuildOptions(values: Values): Omit<BuildOptions, 'inputs'> {
  const out = required(values.out, '--out DIR')
  return {
    ...toMakeOptions(values, out),
    ...withMesh(toMeshFiles(values) ?? meshOfDataFolder()),
    ...(values.column && { columns: toColumns(values.column) }),
    description: {
      id: toId(basename(out)),
      title: basename(out),
      kind: 'pubmed',
      licence: usualLicence,
      ...toDescription(values),
    },
  }
}

export function toUpdateOptions(values: Values, [folder, ...inputs]: readonly string[]): UpdateOptions {
  refuse(
    values,
    ['out', 'id', 'title', 'licence', 'version', 'no-abstracts', 'stale-after'],
    'an update keeps what the library is called and where it stands, and counts its version on.',
  )
  const { out, ...options } = toMakeOptions(values, required(folder, 'the library’s folder'))
  const all = [...(values.in ?? []), ...inputs]
  required(all[0], '--in FILE…')
  return {
    ...options,
    ...withMesh(toMeshFiles(values) ?? meshOfDataFolder()),
    ...(values.column && { columns: toColumns(values.column) }),
    ...(values.date !== undefined && { date: values.date }),
    ...(values.source !== undefined && { source: values.source }),
    folder: out,
    inputs: all,
    isSigned: values.key !== undefined,
  }
}

export function toMergeOptions(values: Values, folders: readonly string[]): MergeOptions {
  const out = required(values.out, '--out DIR')
  required(folders[1], 'two or more folders of libraries')
  return {
    ...toMakeOptions(values, out),
    ...withMesh(toMeshFiles(values)),
    folders,
    description: { id: toId(basename(out)), title: basename(out), ...toDescription(values) },
  }
}

export function toReencodeOptions(values: Values, [folder]: readonly string[]): ReencodeOptions {
  const from = required(folder, 'the library’s folder')
  return {
    ...toMakeOptions(values, values.out ?? from),
    ...withMesh(toMeshFiles(values)),
    folder: from,
    description: toDescription(values),
    isSigned: values.key !== undefined,
  }
}

export function toPrepareOptions(values: Values): PrepareOptions {
  const dataDir = process.env.BIOHICL_DATA_DIR
  const { starter: term, 'starter-limit': limit } = values
  if (limit !== undefined && term === undefined)
    throw new AppError('usage', '--starter-limit goes with --starter SEARCH.')
  return {
    siteFolder: required(values.site, '--site DIR'),
    ...(dataDir && { dataDir }),
    starter: {
      eutils: toEutils(values),
      ...(term !== undefined && { term: required(term.trim() || undefined, 'a PubMed search') }),
      ...(limit !== undefined && { limit: toInteger(limit, '--starter-limit', 1_000_000) }),
    },
  }
}

/** @param thisYear whose edition NLM has had since the autumn before */
export function toMeshOptions(values: Values, thisYear: number): MeshOptions {
  return {
    out: required(values.out, '--out FILE'),
    year: values.year === undefined ? thisYear : toInteger(values.year, '--year', 9999),
    url: withoutSlash(values.from ?? meshUrl),
  }
}

/** NLM's servers unless another is named. */
export function toEutils({ eutils, email }: Values): Eutils {
  const apiKey = process.env.NCBI_API_KEY
  return {
    ...{ url: withoutSlash(eutils ?? eutilsUrl), tool: 'biohicl-search' },
    ...(email && { email }),
    ...(apiKey && { apiKey }),
  }
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '')

/** What all commands that make a library have in common. */
function toMakeOptions(values: Values, out: string) {
  const { id, title, date, source, licence } = values
  const misfit = findMisfit({ id, title, date, source, licence })
  if (misfit !== undefined) throw new AppError('usage', `--${misfit}.`)
  const filter = toFilter(values)
  return {
    out,
    encoderFolder: values.encoder ?? defaultEncoderFolder,
    batchSize: toInteger(values.batch ?? '1', '--batch', 256),
    ...(values.workers !== undefined && { workers: toInteger(values.workers, '--workers', 64) }),
    ...(filter && { filter }),
    ...(values['mesh-year'] && { meshYear: toInteger(values['mesh-year'], '--mesh-year', 9999) }),
  }
}

/** Whether what an interrupted run left is thrown away; going on with it is what happens anyhow. */
export function isFresh({ fresh = false, resume = false }: Values): boolean {
  if (fresh && resume) throw new AppError('usage', '--fresh and --resume: give one of them.')
  return fresh
}

/** What is said of the library. */
function toDescription(values: Values): Partial<Omit<BuildDescription, 'kind'>> {
  return {
    ...(values.id && { id: values.id }),
    ...(values.title && { title: values.title }),
    ...(values.licence && { licence: values.licence }),
    ...(values.date && { date: values.date }),
    ...(values.version && { version: toInteger(values.version, '--version', 2 ** 31 - 1) }),
    ...(values['no-abstracts'] && { hasAbstracts: false }),
    ...(values.source && { source: values.source }),
    ...(values['stale-after'] && {
      staleAfterDays: toInteger(values['stale-after'], '--stale-after', 36_500),
    }),
  }
}

function toMeshFiles(values: Values): MeshFiles | undefined {
  const { mesh: descriptors, 'mesh-terms': terms } = values
  return descriptors ? { descriptors, ...(terms && { terms }) } : undefined
}

function meshOfDataFolder(): MeshFiles | undefined {
  const dataDir = process.env.BIOHICL_DATA_DIR
  return dataDir ? findMeshFiles(dataDir) : undefined
}

const withMesh = (mesh: MeshFiles | undefined) => (mesh ? { mesh } : {})

function toFilter({ years, type, language, branch }: Values): RecordFilter | undefined {
  const filter: RecordFilter = {
    ...(years !== undefined && { years: toYears(years) }),
    ...(type && { types: type }),
    ...(language && { languages: language.map(toLanguage) }),
    ...(branch && { branches: branch }),
  }
  return Object.keys(filter).length > 0 ? filter : undefined
}

/** `2015-2024`, `2015`, `2015-` or `-2024`. */
function toYears(text: string): { from?: number; to?: number } {
  const ends = text.includes('-') ? text.split('-') : [text, text]
  const [from = '', to = ''] = ends
  const isEmpty = from === '' && to === ''
  const isReversed = from !== '' && to !== '' && from > to
  if (ends.length > 2 || !ends.every((end) => /^(\d{4})?$/.test(end)) || isEmpty || isReversed)
    throw new AppError('usage', `--years: expected 2015-2024, 2015, 2015- or -2024, got “${text}”.`)
  return { ...(from && { from: Number(from) }), ...(to && { to: Number(to) }) }
}

function toLanguage(text: string): string {
  if (/^[a-z]{3}$/i.test(text)) return text
  throw new AppError('usage', `--language: expected a code of three letters such as eng, got “${text}”.`)
}

export function readArguments(args: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        in: { type: 'string', multiple: true },
        column: { type: 'string', multiple: true },
        years: text,
        type: { type: 'string', multiple: true },
        language: { type: 'string', multiple: true },
        branch: { type: 'string', multiple: true },
        ...{
          out: text,
          id: text,
          title: text,
          date: text,
          licence: text,
          source: text,
          batch: text,
          workers: text,
        },
        ...{ limit: text, email: text, eutils: text, starter: text, 'starter-limit': text },
        ...{
          mesh: text,
          'mesh-terms': text,
          'mesh-year': text,
          'stale-after': text,
          encoder: text,
          site: text,
          k: text,
          by: text,
        },
        ...{ version: text, key: text, year: text, from: text },
        'no-abstracts': { type: 'boolean' },
        'no-encoder': { type: 'boolean' },
        json: { type: 'boolean' },
        exact: { type: 'boolean' },
        fresh: { type: 'boolean' },
        resume: { type: 'boolean' },
      },
    })
  } catch (cause) {
    throw new AppError('usage', `${cause instanceof Error ? cause.message : String(cause)}\n\n${usage}`, {
      cause,
    })
  }
}

export function required(value: string | undefined, what: string): string {
  if (value === undefined) throw new AppError('usage', `The command needs ${what}.\n\n${usage}`)
  return value
}

/** A command that keeps something says so, instead of passing over what would change it. */
function refuse(values: Values, names: readonly (keyof Values)[], why: string): void {
  const given = names.filter((name) => values[name] !== undefined)
  if (given.length > 0) throw new AppError('usage', `${given.map((name) => `--${name}`).join(', ')}: ${why}`)
}

/** `pmid=ID` says that the column with the header ID holds the PMIDs. */
function toColumns(pairs: readonly string[]): CsvColumns {
  const columns: CsvColumns = {}
  for (const pair of pairs) {
    const [, name, header] = /^([a-z]+)=(.+)$/s.exec(pair) ?? []
    const field = csvFields.find((known) => known === name)
    if (field === undefined || header === undefined) {
      const fields = csvFields.join(', ')
      throw new AppError('usage', `--column: expected FIELD=HEADER, FIELD one of ${fields}; got “${pair}”.`)
    }
    columns[field] = header
  }
  return columns
}

export function oneOf<T extends string>(text: string, known: readonly T[], name: string): T {
  const found = known.find((value) => value === text)
  if (!found) throw new AppError('usage', `${name}: expected ${known.join(', ')}, got “${text}”.`)
  return found
}

export function toInteger(text: string, name: string, max: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > max) {
    throw new AppError('usage', `${name}: expected a whole number from 1 to ${max}, got “${text}”.`)
  }
  return value
}

/** A folder's name as a library id: `My PubMed` → `my-pubmed`. */
function toId(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 64)
      .replace(/^-|-$/g, '') || 'library'
  )
}
