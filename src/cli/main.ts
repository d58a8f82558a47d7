import { AppError } from '../core/errors.ts'
import { eutilsUrl, type Eutils } from '../core/pubmed/eutils.ts'
import { loadPublicKey, loadSigningKey } from '../platform/node/signingKey.ts'
import { exportLibrary, importLibrary } from './archive.ts'
import { build } from './build.ts'
import { defaultEncoderFolder } from './defaults.ts'
import type { Effects } from './effects.ts'
import { merge } from './merge.ts'
import {
  oneOf,
  readArguments,
  required,
  toBuildOptions,
  toInteger,
  toMergeOptions,
  toReencodeOptions,
  toUpdateOptions,
  type Values,
} from './options.ts'
import { inspect, query, verify } from './pack.ts'
import { prepare } from './prepare.ts'
import { pubmed } from './pubmed.ts'
import { reencode } from './reencode.ts'
import { runCommand } from './runCommand.ts'
import { keygen, sign } from './sign.ts'
import { update } from './update.ts'
import { usage } from './usage.ts'

async function run(args: string[], effects: Effects): Promise<void> {
  const { values, positionals } = readArguments(args)
  const [command, ...rest] = positionals
  const encoderFolder = values.encoder ?? defaultEncoderFolder
  const isJson = values.json ?? false

  if (command === 'build') {
    const inputs = [...(values.in ?? []), ...rest]
    if (inputs.length === 0) throw new AppError('usage', `build needs --in FILE….\n\n${usage}`)
    const options = toBuildOptions(values)
    await signed(options.out, values, effects, () => build({ inputs, ...options }, effects))
  } else if (command === 'pubmed') {
    const term = required(rest.join(' ').trim() || undefined, 'a PubMed search')
    const limit = toInteger(values.limit ?? '20000', '--limit', 1_000_000)
    const apiKey = process.env.NCBI_API_KEY
    const eutils: Eutils = {
      ...{ url: values.eutils?.replace(/\/+$/, '') ?? eutilsUrl, tool: 'biohicl-search' },
      ...(values.email && { email: values.email }),
      ...(apiKey && { apiKey }),
    }
    const options = toBuildOptions(values)
    await signed(options.out, values, effects, () => pubmed({ term, limit, eutils, ...options }, effects))
  } else if (command === 'update') {
    const options = toUpdateOptions(values, rest)
    await signed(options.folder, values, effects, () => update(options, effects))
  } else if (command === 'merge') {
    const options = toMergeOptions(values, rest)
    await signed(options.out, values, effects, () => merge(options, effects))
  } else if (command === 'reencode') {
    const options = toReencodeOptions(values, rest)
    await signed(options.out, values, effects, () => reencode(options, effects))
  } else if (command === 'keygen') await keygen(required(values.out, '--out FILE'), effects)
  else if (command === 'sign') {
    const folder = required(rest[0], 'the library’s folder')
    await sign(folder, await loadSigningKey(required(values.key, '--key FILE')), effects)
  } else if (command === 'verify') {
    const folder = required(rest[0], 'the library’s folder')
    await verify(folder, effects, values.key === undefined ? undefined : await loadPublicKey(values.key))
  } else if (command === 'inspect') await inspect(required(rest[0], 'the library’s folder'), isJson, effects)
  else if (command === 'query') {
    const folder = required(rest[0], 'the library’s folder')
    const text = required(rest.slice(1).join(' ') || undefined, 'a text to search for')
    const k = toInteger(values.k ?? '10', '--k', 1000)
    const mode = oneOf(values.by ?? 'both', ['both', 'meaning', 'words'], '--by')
    await query({ folder, text, mode, k, isExact: values.exact ?? false, isJson, encoderFolder }, effects)
  } else if (command === 'export') {
    const folder = required(rest[0], 'the library’s folder')
    const out = required(values.out, '--out FILE')
    const hasEncoder = !values['no-encoder']
    const from = values.encoder === undefined ? {} : { encoderFolder: values.encoder }
    await exportLibrary({ folder, out, hasEncoder, ...from }, effects)
  } else if (command === 'import') {
    const file = required(rest[0], 'the library’s file')
    await importLibrary({ file, out: required(values.out, '--out DIR') }, effects)
  } else if (command === 'prepare') await prepare(required(values.site, '--site DIR'), effects)
  else if (command === undefined || command === 'help') effects.out(usage)
  else throw new AppError('usage', `There is no command “${command}”.\n\n${usage}`)
}

/** Makes a library in a folder, and signs it when there is a key. The key is read first: a build can take hours. */
async function signed(
  folder: string,
  values: Values,
  effects: Effects,
  make: () => Promise<unknown>,
): Promise<void> {
  const key = values.key === undefined ? undefined : await loadSigningKey(values.key)
  await make()
  if (key) await sign(folder, key, effects)
}

await runCommand(run, 'Stopped. A build goes on where it stopped when the same command is run again.')
