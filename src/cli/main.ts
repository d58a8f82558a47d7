import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '../core/errors.ts'
import { csvFields, type CsvColumns } from '../core/pubmed/csv.ts'
import { eutilsUrl, type Eutils } from '../core/pubmed/eutils.ts'
import { build, type BuildOptions } from './build.ts'
import { defaultEncoderFolder } from './defaults.ts'
import type { Effects } from './effects.ts'
import { findMeshFiles } from './meshFiles.ts'
import { inspect, query, verify } from './pack.ts'
import { prepare } from './prepare.ts'
import { pubmed } from './pubmed.ts'
import { runCommand } from './runCommand.ts'

const usage = `Usage: npm run library -- COMMAND

  build --in FILE… --out DIR   make a library of PubMed records (.xml, .nbib, .ris, .csv, .jsonl …, or folders)
      --column FIELD=HEADER …                            which column of a table holds pmid, title, abstract …
  pubmed SEARCH --out DIR      make one of what a PubMed search finds, which is sent to NLM
      --limit N  --email ADDRESS                         the newest N at most (20000), and whom NLM may write to
      --eutils URL                                       another server that speaks NLM’s E-utilities
      both take:
      --id ID  --title TEXT  --date YYYY-MM-DD  --licence TEXT  --source TEXT
      --mesh FILE  --mesh-terms FILE  --mesh-year YEAR   NLM’s desc20XX.xml, or tables (TSV)
      --encoder DIR  --batch N                           encoder, and texts encoded in one run
      --no-abstracts  --version N                        leave abstracts out; number of this edition
  verify DIR                   check every hash, vector, link and record of a library
  inspect DIR [--json]         what a library says of itself
  query DIR TEXT [--json]      search it  [--by both|meaning|words] [--k N] [--exact] [--encoder DIR]
  prepare --site DIR           make the site's first library and its catalogue`

async function run(args: string[], effects: Effects): Promise<void> {
  const { values, positionals } = readArguments(args)
  const [command, ...rest] = positionals
  const encoderFolder = values.encoder ?? defaultEncoderFolder
  const isJson = values.json ?? false

  if (command === 'build') {
    const inputs = [...(values.in ?? []), ...rest]
    if (inputs.length === 0) throw new AppError('usage', `build needs --in FILE….\n\n${usage}`)
    await build({ inputs, ...toBuildOptions(values) }, effects)
  } else if (command === 'pubmed') {
    const term = required(rest.join(' ').trim() || undefined, 'a PubMed search')
    const limit = toInteger(values.limit ?? '20000', '--limit', 1_000_000)
    const apiKey = process.env.NCBI_API_KEY
    const eutils: Eutils = {
      ...{ url: values.eutils?.replace(/\/+$/, '') ?? eutilsUrl, tool: 'biohicl-search' },
      ...(values.email && { email: values.email }),
      ...(apiKey && { apiKey }),
    }
    await pubmed({ term, limit, eutils, ...toBuildOptions(values) }, effects)
  } else if (command === 'verify') await verify(required(rest[0], 'the library’s folder'), effects)
  else if (command === 'inspect') await inspect(required(rest[0], 'the library’s folder'), isJson, effects)
  else if (command === 'query') {
    const folder = required(rest[0], 'the library’s folder')
    const text = required(rest.slice(1).join(' ') || undefined, 'a text to search for')
    const k = toInteger(values.k ?? '10', '--k', 1000)
    const mode = oneOf(values.by ?? 'both', ['both', 'meaning', 'words'], '--by')
    await query({ folder, text, mode, k, isExact: values.exact ?? false, isJson, encoderFolder }, effects)
  } else if (command === 'prepare') await prepare(required(values.site, '--site DIR'), effects)
  else if (command === undefined || command === 'help') effects.out(usage)
  else throw new AppError('usage', `There is no command “${command}”.\n\n${usage}`)
}

function toBuildOptions(values: ReturnType<typeof readArguments>['values']): Omit<BuildOptions, 'inputs'> {
  const out = required(values.out, '--out DIR')
  const dataDir = process.env.BIOHICL_DATA_DIR
  const mesh = values.mesh
    ? { descriptors: values.mesh, ...(values['mesh-terms'] && { terms: values['mesh-terms'] }) }
    : dataDir && findMeshFiles(dataDir)
  return {
    out,
    encoderFolder: values.encoder ?? defaultEncoderFolder,
    batchSize: toInteger(values.batch ?? '1', '--batch', 256),
    description: {
      id: values.id ?? toId(basename(out)),
      title: values.title ?? basename(out),
      kind: 'pubmed',
      licence:
        values.licence ??
        'Titles and abstracts belong to their publishers. MeSH: U.S. National Library of Medicine.',
      ...(values.date && { date: values.date }),
      ...(values.version && { version: toInteger(values.version, '--version', 2 ** 31 - 1) }),
      ...(values['no-abstracts'] && { hasAbstracts: false }),
      ...(values.source && { source: values.source }),
    },
    ...(mesh && { mesh }),
    ...(values.column && { columns: toColumns(values.column) }),
    ...(values['mesh-year'] && { meshYear: toInteger(values['mesh-year'], '--mesh-year', 9999) }),
  }
}

function readArguments(args: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        in: { type: 'string', multiple: true },
        column: { type: 'string', multiple: true },
        ...{ out: text, id: text, title: text, date: text, licence: text, source: text, batch: text },
        ...{ limit: text, email: text, eutils: text },
        ...{
          mesh: text,
          'mesh-terms': text,
          'mesh-year': text,
          encoder: text,
          site: text,
          k: text,
          by: text,
        },
        version: text,
        'no-abstracts': { type: 'boolean' },
        json: { type: 'boolean' },
        exact: { type: 'boolean' },
      },
    })
  } catch (cause) {
    throw new AppError('usage', `${cause instanceof Error ? cause.message : String(cause)}\n\n${usage}`, {
      cause,
    })
  }
}

function required(value: string | undefined, what: string): string {
  if (value === undefined) throw new AppError('usage', `The command needs ${what}.\n\n${usage}`)
  return value
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

function oneOf<T extends string>(text: string, known: readonly T[], name: string): T {
  const found = known.find((value) => value === text)
  if (!found) throw new AppError('usage', `${name}: expected ${known.join(', ')}, got “${text}”.`)
  return found
}

function toInteger(text: string, name: string, max: number): number {
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
      .replace(/^-|-$/g, '') || 'library'
  )
}

await runCommand(run, 'Stopped. A build goes on where it stopped when the same command is run again.')
