// gzip files of one member or several; the browser's DecompressionStream refuses what follows the first.

import {
  Z_BUF_ERROR,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
  ZStream,
} from 'pako'
import { refuseFile } from '../../engine/sourceText.ts'

/** The largest window, and gzip's wrapper alone. https://zlib.net/manual.html#Advanced */
const windowBits = 15 + 16
const outputBytes = 64 * 1024

/** Hands over what a file unpacks to, piece by piece; CRC and length of each member are checked. @throws AppError `input-invalid` */
export async function* gunzip(pieces: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Uint8Array> {
  const stream = new ZStream()
  zlibInflateInit2(stream, windowBits)
  let isInMember = true
  for await (const piece of pieces) {
    stream.input = piece
    stream.next_in = 0
    stream.avail_in = piece.length
    for (;;) {
      if (!isInMember) {
        // Zeros may follow a member: tapes are filled up with them.
        while (stream.avail_in > 0 && piece[stream.next_in] === 0) {
          stream.next_in++
          stream.avail_in--
        }
        if (stream.avail_in === 0) break
        zlibInflateReset(stream)
        isInMember = true
      }
      stream.output = new Uint8Array(outputBytes)
      stream.next_out = 0
      stream.avail_out = outputBytes
      const status = zlibInflate(stream, Z_NO_FLUSH)
      if (stream.next_out > 0) yield stream.output.subarray(0, stream.next_out)
      if (status === Z_STREAM_END) isInMember = false
      else if (status !== Z_OK && status !== Z_BUF_ERROR)
        throw refuseFile(path, 'is damaged or not gzip data. Download it again')
      else if (stream.avail_out > 0) break // all of the piece is taken in
    }
  }
  if (isInMember) throw refuseFile(path, 'is cut off: the packed data ends too early. Download it again')
}
