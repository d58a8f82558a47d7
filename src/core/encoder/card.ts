import * as v from 'valibot'
import { toCanonicalJson } from '../canonicalJson.ts'
import { parseJson } from '../parseJson.ts'
import { fileListSchema, sha256Schema } from '../pack/files.ts'

const text = v.pipe(v.string(), v.maxLength(100_000))
const cosine = v.pipe(v.number(), v.minValue(-1), v.maxValue(1))

const cardSchema = v.pipe(
  v.object({
    schema: v.literal(1),
    id: sha256Schema,
    name: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'expected a plain name')),
    dims: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_536)),
    maxTokens: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(65_536)),
    pooling: v.picklist(['mean', 'cls']),
    normalize: v.literal(true),
    prefixes: v.object({ query: text, document: text }),
    source: v.object({ name: text, license: text, weights: sha256Schema }),
    tokenizer: sha256Schema,
    backends: v.object({ wasm: text, webgpu: text }),
    floors: v.object({ wasm: cosine, webgpu: cosine }),
    probes: v.pipe(
      v.array(
        v.object({
          kind: v.picklist(['query', 'document']),
          text,
          /** Part of the self-test before first use; the others are for comparing runtimes in tests. */
          selfTest: v.boolean(),
          tokens: v.pipe(v.number(), v.integer(), v.minValue(1)),
          vector: v.array(v.pipe(v.number(), v.finite())),
        }),
      ),
      v.check(
        (probes) => probes.filter(({ selfTest }) => selfTest).length >= 3,
        'expected three or more for the self-test',
      ),
    ),
    files: fileListSchema,
  }),
  v.check(
    ({ probes, dims }) => probes.every(({ vector }) => vector.length === dims),
    'a probe vector has other dims',
  ),
  v.check(
    ({ backends, files }) => Object.values(backends).every((path) => files.some(({ name }) => name === path)),
    'a backend names a file that is not listed',
  ),
  v.check(
    ({ tokenizer, files }) =>
      files.some(({ name, sha256 }) => name === 'tokenizer.json' && sha256 === tokenizer),
    'tokenizer.json is not the one the encoder is named by',
  ),
)

/** What an encoder says of itself: shipped as `model.json` beside its files. */
export type EncoderCard = v.InferOutput<typeof cardSchema>

/** The text whose SHA-256 is the encoder's id: everything that decides which vector a text gets. */
export function encoderIdText({
  dims,
  maxTokens,
  normalize,
  pooling,
  prefixes,
  tokenizer,
  source,
}: EncoderCard): string {
  return toCanonicalJson({
    dims,
    maxTokens,
    normalize,
    pooling,
    prefixes,
    tokenizer,
    weights: source.weights,
  })
}

/**
 * Reads `model.json`. Whether the id is right is checked where hashing is at hand (engine/encoder.ts).
 * @throws AppError `encoder-invalid`, naming the member that does not fit.
 */
export function parseEncoderCard(json: string): EncoderCard {
  return parseJson(json, cardSchema, { what: 'model.json', code: 'encoder-invalid' })
}
