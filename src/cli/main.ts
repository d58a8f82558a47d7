import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '../core/errors.ts'
import type { Manifest } from '../core/pack/manifest.ts'
import { findEncoder } from '../platform/node/encoder.ts'
import { loadPublicKey, loadSigningKey } from '../platform/node/signingKey.ts'
import { exportLibrary, importLibrary } from './archive.ts'
import { build } from './build.ts'
import { assertOptionsOf } from './commandOptions.ts'
import { defaultEncoderFolder } from './defaults.ts'
import { tellingErrors, type Effects } from './effects.ts'
import { merge } from './merge.ts'
import { mesh } from './mesh.ts'
import {
  isFresh,
  oneOf,
  readArguments,
  required,
  toBuildOptions,
  toEutils,
  toInteger,
  toMergeOptions,
  toMeshOptions,
  toPrepareOptions,
  toReencodeOptions,
  toUpdateOptions,
  type Values,
} from './options.ts'
import { inspect, query, verify } from './pack.ts'
import { prepare } from './prepare.ts'
import { pubmed } from './pubmed.ts'
import { assertPlace } from './putInPlace.ts'
import { reencode } from './reencode.ts'
import { toReport } from './report.ts'
import { runCommand } from './runCommand.ts'
import { keygen, sign } from './sign.ts'
import { update } from './update.ts'
import { usage } from './usage.ts'

async function run(args: string[], effects: Effects): Promise<void> {
  const { values, positionals } = readArguments(args)
  const [command, ...rest] = positionals
  assertOptionsOf(command ?? '', values)
  const encoderFolder = values.encoder ?? defaultEncoderFolder
  const isJson = values.json ?? false
  const making = (folder: string, make: Make) => makeIn(command ?? '', folder, values, effects, make)

  if (command === 'build') {
    const inputs = [...(values.in ?? []), ...rest]
    if (inputs.length === 0) throw new AppError('usage', `build needs --in FILE….\n\n${usage}`)
    const options = toBuildOptions(values)
    await making(options.out, (told) => build({ inputs, ...options }, told))
  } else if (command === 'pubmed') {
    const term = required(rest.join(' ').trim() || undefined, 'a PubMed search')
    const limit = toInteger(values.limit ?? '20000', '--limit', 1_000_000)
    const options = { term, limit, eutils: toEutils(values), ...toBuildOptions(values) }
    await making(options.out, (told) => pubmed(options, told))
  } else if (command === 'update') {
    const options = toUpdateOptions(values, rest)
    await making(options.folder, (told) => update(options, told))
  } else if (command === 'merge') {
    const options = toMergeOptions(values, rest)
    await making(options.out, (told) => merge(options, told))
  } else if (command === 'reencode') {
    const options = toReencodeOptions(values, rest)
    await making(options.out, (told) => reencode(options, told))
  } else if (command === 'keygen') await keygen(required(values.out, '--out FILE'), effects)
  else if (command === 'sign') {
    const folder = required(rest[0], 'the library’s folder')
    await sign(folder, await loadSigningKey(required(values.key, '--key FILE')), effects)
  } else if (command === 'verify') {
    const folder = required(rest[0], 'the library’s folder')
    const key = values.key === undefined ? undefined : await loadPublicKey(values.key)
    await reporting('verify', folder, values, effects, async (told) => {
      const manifest = await verify(folder, told, key)
      return { manifest, signedBy: manifest.signature?.publicKey ?? null }
    })
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
  } else if (command === 'mesh') await mesh(toMeshOptions(values, new Date().getFullYear()), effects)
  else if (command === 'prepare') await prepare(toPrepareOptions(values), effects)
  else if (command === undefined || command === 'help') effects.out(usage)
  else throw new AppError('usage', `There is no command “${command}”.\n\n${usage}`)
}

type Make = (effects: Effects) => Promise<Manifest | undefined>

/** Makes a library in a folder, and signs it when there is a key. What it needs is looked for first: a build can take hours. */
async function makeIn(
  command: string,
  folder: string,
  values: Values,
  effects: Effects,
  make: Make,
): Promise<void> {
  await assertPlace(folder)
  await findEncoder(values.encoder ?? defaultEncoderFolder)
  const key = values.key === undefined ? undefined : await loadSigningKey(values.key)
  if (isFresh(values)) await rm(`${resolve(folder)}.partial`, { recursive: true, force: true })
  await reporting(command, folder, values, effects, async (told) => {
    const manifest = await make(told)
    if (key) await sign(folder, key, told)
    return { manifest, signedBy: key?.publicKey ?? null }
  })
}

/** With `--json`, what is told goes to standard error, and one object to standard output. */
async function reporting(
  command: string,
  folder: string,
  { json: isJson }: Values,
  effects: Effects,
  run: (told: Effects) => Promise<{ manifest: Manifest | undefined; signedBy: string | null }>,
): Promise<void> {
  const start = effects.now()
  const { manifest, signedBy } = await run(isJson ? tellingErrors(effects) : effects)
  if (!isJson) return
  const report = toReport({ command, folder, totalMs: effects.now() - start }, manifest, signedBy)
  effects.out(JSON.stringify(report, null, 2))
}

await runCommand(run, 'Stopped. A build goes on where it stopped when the same command is run again.')
