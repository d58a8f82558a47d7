import * as v from 'valibot'

/** Files travel and are stored in pieces of this size; each piece has its own hash, so a damaged one is replaced alone. */
export const chunkBytes = 1024 * 1024

/** Manifests are small, 67 bytes a chunk; anything larger is not one. */
export const maxManifestBytes = 16 * 1024 * 1024

/** Larger than any file of a pack can be here: chunk counts stay far below 2^31. */
const maxFileBytes = 2 ** 40

export const sha256Schema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hex digits'))

/** Windows opens a device under these names, whatever their extension. */
const deviceName = /(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\.[^/]*)?(\/|$)/i

/** Plain relative names such as `onnx/model.onnx`: no `..`, no drive, no leading slash, no control characters. */
const fileNameSchema = v.pipe(
  v.string(),
  v.maxLength(128),
  v.regex(
    /^[A-Za-z0-9_][A-Za-z0-9_.-]*(\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/,
    'expected a plain relative file name',
  ),
  v.check((name) => !deviceName.test(name), 'expected a name that is no device on Windows'),
)

export const fileEntrySchema = v.pipe(
  v.object({
    name: fileNameSchema,
    bytes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxFileBytes)),
    sha256: sha256Schema,
    chunks: v.array(sha256Schema),
  }),
  v.check(
    ({ bytes, chunks }) => chunks.length === Math.ceil(bytes / chunkBytes),
    'the number of chunk hashes does not fit the size',
  ),
)

export const fileListSchema = v.pipe(
  v.array(fileEntrySchema),
  // Not every file system tells `A` from `a`.
  v.check(
    (files) => new Set(files.map(({ name }) => name.toLowerCase())).size === files.length,
    'a file is listed twice',
  ),
)

/** One file of a pack or an encoder: its size and the SHA-256 of the whole and of every chunk. */
export type FileEntry = v.InferOutput<typeof fileEntrySchema>

/** Size in bytes of the chunk at `index`: `chunkBytes` but for the last. */
export function chunkSize(file: FileEntry, index: number): number {
  return Math.min(chunkBytes, file.bytes - index * chunkBytes)
}

export function totalBytes(files: readonly FileEntry[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0)
}
