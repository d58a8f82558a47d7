import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { appFolder } from '../core/demoSite.ts'
import { unescapeHtml } from './html.ts'

/** Host of no site: what resolves to another one leaves ours. */
const host = 'http://site.invalid'

/**
 * Follows each link, picture, script and style of the pages around the app.
 * @returns what leads nowhere, or would below another path, as `page: address: why`
 */
export function checkLinks(folder: string): string[] {
  const pages = new Map(listPages(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
  return [...pages].flatMap(([page, html]) =>
    listAddresses(html).flatMap((address) => {
      const fault = findFault(address, page)
      return fault === undefined ? [] : [`${page}: ${address}: ${fault}`]
    }),
  )

  function findFault(address: string, page: string): string | undefined {
    if (/^(https?|mailto):/.test(address)) return undefined
    if (address.startsWith('/')) return 'does not hold below a path; write it relative to the page'
    const { origin, pathname, hash } = new URL(address, `${host}/${page}`)
    if (origin !== host) return 'is no address of this site'
    const path = decodeURIComponent(pathname.slice(1)).replace(/(^|\/)$/, '$1index.html')
    const file = join(folder, path)
    if (!existsSync(file) || !statSync(file).isFile()) return 'is not there'
    const target = pages.get(path)
    // What stands behind # in the app's address is read by the app.
    if (hash === '' || target === undefined) return undefined
    return listIds(target).has(decodeURIComponent(hash.slice(1))) ? undefined : 'has no such heading'
  }
}

/** Paths of the pages, from the folder of the site. */
export function listPages(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.html') && !path.startsWith(appFolder))
    .sort()
}

function listAddresses(html: string): string[] {
  return [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, address = '']) => unescapeHtml(address))
}

function listIds(html: string): Set<string> {
  return new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => unescapeHtml(id)))
}
