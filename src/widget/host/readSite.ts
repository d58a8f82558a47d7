import { WidgetFailure } from './connectFrame.ts'

/**
 * Reads the address of a site that gives out the search.
 * @returns with a slash at its end, and without what follows `?` or `#`
 * @throws WidgetFailure `invalid`: only over https, or on this device, can the frame check what it fetches
 */
export function readSite(text: string): string {
  const url = parse(text)
  if (!url || !isSafe(url))
    throw new WidgetFailure(
      'invalid',
      `site is “${text}”: expected an address such as https://search.example.`,
    )
  return `${url.origin}${url.pathname.replace(/\/?$/, '/')}`
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

function isSafe({ protocol, hostname }: URL): boolean {
  const isHere = /^((.+\.)?localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
  return protocol === 'https:' || (protocol === 'http:' && isHere)
}
