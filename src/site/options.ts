import { parseArgs } from 'node:util'
import { AppError } from '../core/errors.ts'

export interface SiteOptions {
  /** Folder that the site is written into. */
  out: string
  /** Folders of libraries that it offers beside the sample notes. */
  libraries: string[]
  /** Path below which it is going to lie, with a slash at both ends. */
  base: string
  /** Where it is going to be found, with a slash at its end; some things are only written where this is known. */
  address?: string
}

const usage =
  'Usage: npm run build:site [-- --out DIR] [--library DIR …] [--base /sub/path/] [--address https://…]'

/** @throws AppError `usage` naming what does not fit */
export function parseSiteOptions(args: string[]): SiteOptions {
  const { out = 'site', library = [], base, address } = readArguments(args)
  const url = address === undefined ? undefined : parseAddress(address)
  const path = base === undefined ? (url?.pathname ?? '/') : parseBase(base)
  if (url && url.pathname !== path)
    throw new AppError(
      'usage',
      `--base is ${path}, but the path of --address is ${url.pathname}.\n\n${usage}`,
    )
  return { out, libraries: library, base: path, ...(url && { address: url.href }) }
}

function readArguments(args: string[]) {
  const text = { type: 'string' } as const
  try {
    const options = { out: text, library: { ...text, multiple: true }, base: text, address: text } as const
    return parseArgs({ args, options }).values
  } catch (cause) {
    throw new AppError('usage', `${(cause as Error).message}\n\n${usage}`, { cause })
  }
}

function parseBase(text: string): string {
  const base = `/${text}/`.replace(/\/+/g, '/')
  if (/^[A-Za-z0-9._~/-]*$/.test(base) && !/\/\.{1,2}\//.test(base)) return base
  throw new AppError('usage', `--base is “${text}”: expected a path such as /sub/path/.\n\n${usage}`)
}

function parseAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash)
    throw new AppError(
      'usage',
      `--address is “${text}”: expected one such as https://search.example/.\n\n${usage}`,
    )
  url.pathname = parseBase(url.pathname)
  return url
}
