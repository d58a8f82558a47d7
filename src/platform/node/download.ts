import type { Bytes } from '../../core/bytes.ts'
import { AppError } from '../../core/errors.ts'
import { writeWhole } from './byteFile.ts'

export interface DownloadOptions {
  signal: AbortSignal
  /** `totalBytes` is absent where the server does not tell. */
  onProgress(progress: { doneBytes: number; totalBytes?: number }): void
}

/**
 * Fetches a file to the disk piece by piece; it is there as a whole or not at all.
 * @throws DOMException `AbortError`; AppError `not-found` when the server has none, `wrong-body` when a page comes in its place,
 * `network` when it cannot be reached, refuses or stops early, and what writing throws
 */
export async function downloadFile(
  url: string,
  path: string,
  { signal, onProgress }: DownloadOptions,
): Promise<void> {
  // As it is: packed once more on the way, its length would not be the one that is told.
  const answer = await fetch(url, { signal, headers: { 'accept-encoding': 'identity' } }).catch(
    (cause: unknown) => {
      signal.throwIfAborted()
      throw new AppError('network', `${url} cannot be reached. Is there a network?`, { cause })
    },
  )
  await refuseOthers(answer, url)
  const totalBytes = toLength(answer.headers.get('content-length'))
  let doneBytes = 0
  await writeWhole(path, async (write) => {
    for await (const bytes of piecesOf(answer, url, signal)) {
      await write(bytes)
      doneBytes += bytes.byteLength
      onProgress({ doneBytes, ...(totalBytes !== undefined && { totalBytes }) })
    }
    if (totalBytes !== undefined && doneBytes !== totalBytes)
      throw new AppError('network', `${url}: ${doneBytes} bytes came of ${totalBytes}. Try again.`)
  })
}

async function refuseOthers(answer: Response, url: string): Promise<void> {
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') ?? false
  if (answer.status === 200 && !isPage) return
  await answer.body?.cancel()
  if (answer.status === 404) throw new AppError('not-found', `${url} does not exist.`)
  if (answer.status !== 200) throw new AppError('network', `${url} was answered with ${answer.status}.`)
  throw new AppError(
    'wrong-body',
    `${url}: a web page came instead of the file. Does the network ask to log in?`,
  )
}

async function* piecesOf({ body }: Response, url: string, signal: AbortSignal): AsyncGenerator<Bytes> {
  if (!body) return
  const reader = (body as ReadableStream<Bytes>).getReader()
  try {
    for (;;) {
      const piece = await reader.read().catch((cause: unknown) => {
        signal.throwIfAborted()
        throw new AppError('network', `${url}: the connection was lost. Try again.`, { cause })
      })
      if (piece.done) return
      yield piece.value
    }
  } finally {
    await reader.cancel().catch(() => {}) // what was read to its end, or failed, needs none
  }
}

function toLength(header: string | null): number | undefined {
  return header !== null && /^\d+$/.test(header) ? Number(header) : undefined
}
