import { toHex } from '../../core/bytes.ts'
import { AppError } from '../../core/errors.ts'
import type { SearchReport } from '../../core/searchReport.ts'
import { toAsked } from '../collections/asked.ts'
import { backendNames } from '../format.ts'
import type { Ready, ShownList } from '../readySession.ts'
import type { LikesControl } from '../search/likes.ts'

/** As saved reports call it, whatever the language of the page. */
export const fullScan = 'full scan'

export function createReport(
  { libraries, encoder }: Ready,
  shown: ShownList,
  likes: LikesControl,
  searched: Date,
): SearchReport {
  const { request, output } = shown
  const { text, isExact, options } = toAsked(request, likes)
  const used = output.encoding
  const status = encoder.stage === 'ready' ? encoder.status : undefined
  return {
    inputs: {
      query: text,
      mode: output.mode, // what it went by, not what it should have gone by
      isExact,
      ...(options && { options }),
      k: Math.max(request.k, output.hits.length),
      libraries: libraries.map(({ id, version, key }) => ({ id, version, key })),
      ...(used && status && { encoder: status.id }),
    },
    results: output.hits.map(({ record: { pmid, title } }) => ({ pmid, title })),
    searched: searched.toISOString(),
    libraries: libraries.map(({ id, title, date, source, records }) => ({
      id,
      title,
      date,
      source,
      records,
    })),
    ...(used && status && { encoderName: status.name }),
    ...(used && {
      backend: backendNames[used.backend],
      index: used.index === 'exact' ? fullScan : 'HNSW',
    }),
  }
}

/** SHA-256, in hexadecimal digits. @throws AppError `insecure-context` */
export async function hashText(text: string): Promise<string> {
  const { subtle } = crypto as Partial<Crypto>
  if (!subtle) throw new AppError('insecure-context', 'This page has no WebCrypto.')
  return toHex(new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(text))))
}
