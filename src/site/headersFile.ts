import { appFolder } from '../core/demoSite.ts'
import { fileHeaders, pageHeaders } from '../core/siteHeaders.ts'

/** The host knows these better, or sends them by itself. */
const leftOut = new Set(['Content-Type', 'Cache-Control'])

/**
 * The file `_headers`, from which Netlify, Cloudflare Pages and others take what they send. Where several rules fit, they join the values of
 * one header by a comma, so no two rules here give a file the same one.
 * @param paths of the site's pages, and of what the app is made of, from the folder of the site
 * @param ancestors who may frame the widget
 */
export function writeHeaders(paths: string[], base: string, ancestors: string): string {
  const all = paths.map((path) => ({ path, headers: headersOf(path, ancestors) }))
  const [first] = all
  const common = Object.entries(first?.headers ?? {}).filter(([name, value]) =>
    all.every(({ headers }) => headers[name] === value),
  )
  const isCommon = new Set(common.map(([name]) => name))
  const rules = all.flatMap(({ path, headers }) => {
    const own = Object.entries(headers).filter(([name]) => !isCommon.has(name))
    return toAddresses(path).map((address) => toRule(base + address, own))
  })
  const hashed = Object.entries(fileHeaders('/assets/any', ancestors)).filter(
    ([name]) => name === 'Cache-Control',
  )
  return [toRule(`${base}*`, common), toRule(`${base}${appFolder}assets/*`, hashed), ...rules].join('\n')
}

function headersOf(path: string, ancestors: string): Record<string, string> {
  const headers = path.startsWith(appFolder)
    ? fileHeaders(`/${path.slice(appFolder.length)}`, ancestors)
    : pageHeaders(`/${path}`)
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !leftOut.has(name)))
}

/** A folder's page is asked for by the name of the folder. */
function toAddresses(path: string): string[] {
  return /(^|\/)index\.html$/.test(path) ? [path.replace(/index\.html$/, ''), path] : [path]
}

function toRule(address: string, headers: [name: string, value: string][]): string {
  return `${address}\n${headers.map(([name, value]) => `  ${name}: ${value}\n`).join('')}`
}
