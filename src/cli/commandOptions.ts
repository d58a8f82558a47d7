import { AppError } from '../core/errors.ts'
import type { Values } from './options.ts'

type Name = keyof Values

const described: Name[] = [
  'id',
  'title',
  'date',
  'licence',
  'source',
  'version',
  'no-abstracts',
  'stale-after',
]
const narrowing: Name[] = ['years', 'type', 'language', 'branch']
const making: Name[] = [
  'mesh',
  'mesh-terms',
  'mesh-year',
  'encoder',
  'batch',
  'workers',
  'key',
  'fresh',
  'resume',
  'json',
]

/** Which options each command reads. */
const optionsOf: Record<string, readonly Name[]> = {
  build: ['in', 'out', 'column', ...described, ...narrowing, ...making],
  pubmed: ['out', 'limit', 'email', 'eutils', ...described, ...narrowing, ...making],
  merge: ['out', ...described, ...narrowing, ...making],
  reencode: ['out', ...described, ...narrowing, ...making],
  // What describes a library it refuses with a reason of its own.
  update: ['in', 'out', 'column', ...described, ...narrowing, ...making],
  mesh: ['out', 'year', 'from'],
  keygen: ['out'],
  sign: ['key'],
  verify: ['key', 'json'],
  inspect: ['json'],
  query: ['by', 'k', 'exact', 'encoder', 'json'],
  export: ['out', 'no-encoder', 'encoder'],
  import: ['out'],
  prepare: ['site', 'starter', 'starter-limit', 'email', 'eutils'],
}

/** Whoever gives an option to the wrong command means something by it. @throws AppError `usage` */
export function assertOptionsOf(command: string, values: Values): void {
  const known = optionsOf[command]
  if (!known) return // there is no such command, which is told
  const foreign = Object.keys(values).filter((name) => !known.includes(name as Name))
  if (foreign.length === 0) return
  const takes = known.map((name) => `--${name}`).join(' ')
  const given = foreign.map((name) => `--${name}`).join(', ')
  throw new AppError('usage', `${command} has no ${given}. It takes ${takes}.`)
}
