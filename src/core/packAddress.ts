import { AppError } from './errors.ts'

/**
 * Where a library may be had, as a user gives it: a library file, the manifest of a library on a site, or a site.
 * `url` is that of the file, of the folder of the library, or of the site; folders end in a slash.
 */
export interface PackAddress {
  kind: 'file' | 'library' | 'site'
  url: string
  /** Scheme, host and port: what a user trusts or does not. */
  origin: string
}

/** Reached without leaving the device, so nobody on the way can read or change what comes. */
const ownHosts = ['localhost', '127.0.0.1']

/** @throws AppError `address-invalid`; its message is for the user */
export function parsePackAddress(text: string): PackAddress {
  const url = parseUrl(text.trim())
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && ownHosts.includes(url.hostname))) {
    throw refuse('It has to begin with https://, or with http://localhost for a server on this device.')
  }
  if (url.username !== '' || url.password !== '') {
    throw refuse(
      'An address with a name or a password in it is not used: it would be stored with the library.',
    )
  }
  const { origin, pathname, search } = url
  const last = pathname.slice(pathname.lastIndexOf('/') + 1)
  if (last === 'manifest.json')
    return { kind: 'library', url: origin + pathname.slice(0, -last.length), origin }
  if (!last.includes('.') && search === '') {
    return { kind: 'site', url: `${origin}${pathname}${last === '' ? '' : '/'}`, origin }
  }
  return { kind: 'file', url: `${origin}${pathname}${search}`, origin }
}

/** Where the site of a library's folder has its catalogue, and the folders of its encoders. */
export function siteFolders(library: string): { libraries: string; models: string } {
  const libraries = folderAbove(library)
  return { libraries, models: `${folderAbove(libraries)}models/` }
}

function folderAbove(folder: string): string {
  const { origin, pathname } = new URL(folder)
  return origin + pathname.replace(/[^/]+\/$/, '')
}

/** What browsers' address bars accept as well: a host without a scheme. */
function parseUrl(text: string): URL {
  if (text === '') throw refuse('Give the address of a library file, or of a site that offers libraries.')
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text) ? text : `https://${text}`)
  } catch {
    throw refuse('This is no address. One looks like https://example.org/heart.biohicl.')
  }
}

const refuse = (message: string) => new AppError('address-invalid', message)
