import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const compressors = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
}

export type Encoding = keyof typeof compressors

/** Texts of the site. Packs and models are packed already, and are read by ranges, which count their own bytes. */
const texts = /\.(html|js|mjs|css|json|svg|webmanifest|txt|md)$/
/** Larger ones are none of the site's own. */
const mostBytes = 4 * 1024 * 1024

/** @param accepted `Accept-Encoding` of the request @returns undefined where the file goes as it is */
export function chooseEncoding(
  path: string,
  size: number,
  accepted: string | undefined,
): Encoding | undefined {
  if (!texts.test(path) || size > mostBytes || size === 0) return undefined
  const offers = (accepted ?? '').split(',').map((offer) => offer.trim())
  return (['br', 'gzip'] as const).find((encoding) =>
    offers.some(
      (offer) => offer === encoding || (offer.startsWith(`${encoding};`) && !/;\s*q=0(\.0*)?$/.test(offer)),
    ),
  )
}

/** Compresses each content once: what it was made of is part of its tag. */
export function createCompressor(): (
  tag: string,
  encoding: Encoding,
  read: () => Promise<Buffer>,
) => Promise<Buffer> {
  const kept = new Map<string, Promise<Buffer>>()
  return (tag, encoding, read) => {
    const name = `${encoding} ${tag}`
    let packed = kept.get(name)
    if (!packed) {
      packed = read().then(compressors[encoding])
      packed.catch(() => kept.delete(name)) // whoever asks next tries again
      kept.set(name, packed)
    }
    return packed
  }
}
