import type { CsvColumns } from '../../../core/pubmed/csvHeader.ts'
import type { JobEngine } from '../../../engine/ports.ts'
import { openNodeEncoder } from '../encoder.ts'
import { readSourceFile } from '../sources/files.ts'

/** Does all in this thread; ONNX Runtime alone uses more of them. */
export function createOwnJobs(encoderFolder: string, columns?: CsvColumns): JobEngine {
  let opened: ReturnType<typeof openNodeEncoder> | undefined
  return {
    workers: 1,
    read: (path, handlers, options) => readSourceFile(path, handlers, options, columns),
    openEncoder: () => (opened = openNodeEncoder(encoderFolder)),
    async close() {
      const encoder = await opened?.catch(() => undefined) // whoever opened it was told
      await encoder?.embedder.close()
    },
  }
}
