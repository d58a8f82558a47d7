import {
  AutoModel,
  AutoTokenizer,
  env,
  Tensor,
  type PreTrainedModel,
  type PreTrainedTokenizer,
} from '@huggingface/transformers'
import type { Bytes } from '../../core/bytes.ts'
import { assertSafeFile } from '../../core/encoder/assertSafeFile.ts'
import type { EncoderCard } from '../../core/encoder/card.ts'
import { assertFits } from '../../core/encoder/memory.ts'
import { AppError, toAppError } from '../../core/errors.ts'
import { assertUnitVectors } from '../../core/vector.ts'
import type { Backend, Embedder, TextKind } from '../../engine/ports.ts'
import { createSerial } from '../../engine/serial.ts'

/**
 * How long graphics may take for so many tokens, padding counted: a minute to wake up, and more than WebGPU in software needs
 * for each, which is 0.25 s on a core that it shares.
 */
function gpuMs(tokens: number): number {
  return 60_000 + 500 * tokens
}

/** How each backend runs, and on which of the encoder's two weights files unless told otherwise. */
const runs = {
  webgpu: { device: 'webgpu', file: 'webgpu' },
  wasm: { device: 'wasm', file: 'wasm' },
  node: { device: 'cpu', file: 'wasm' },
} as const

/** transformers.js chooses a weights file by the name of a data type. */
const dtypes = new Map<string, 'fp32' | 'q8'>([
  ['onnx/model.onnx', 'fp32'],
  ['onnx/model_quantized.onnx', 'q8'],
])

interface OpenOptions {
  backend: Backend
  /** Which of the two weights files; by default the one for the backend. */
  file?: keyof EncoderCard['backends']
  /** What the encoder may take; nothing is refused where it is not given. */
  memoryBytes?: number
  /** That one run of the model may use; by default as many as the runtime likes. */
  threads?: number
  /** Reads one of the encoder's files, verified. */
  readFile(name: string): Promise<Bytes>
}

/**
 * The encoder on transformers.js: used by the page's worker (WebGPU, WebAssembly) and by the builder (Node).
 * Its files come from the given reader through the library's cache hook, never from a hub or a path.
 * @throws AppError `memory-short` when it would not fit, or does not; `encoder-invalid` for a file that a runtime must not get;
 * `backend-unavailable` when the session cannot be made on this backend
 */
export async function openTransformersEmbedder(
  card: EncoderCard,
  { backend, file = runs[backend].file, memoryBytes = Infinity, threads, readFile }: OpenOptions,
): Promise<Embedder> {
  const { device } = runs[backend]
  const weights = card.backends[file]
  const dtype = dtypes.get(weights)
  if (!dtype)
    throw new AppError(
      'encoder-invalid',
      `${card.name}: expected weights named ${[...dtypes.keys()].join(' or ')}.`,
    )
  assertFits(card, file, memoryBytes)
  const names = ['config.json', 'tokenizer.json', 'tokenizer_config.json', weights]
  const files = new Map<string, Bytes>()
  for (const name of names) {
    const bytes = await readFile(name)
    assertSafeFile(name, bytes, card)
    files.set(name, bytes)
  }
  serveFiles(files)

  let tokenizer: PreTrainedTokenizer
  let model: PreTrainedModel
  try {
    tokenizer = await AutoTokenizer.from_pretrained(card.name)
    model = await AutoModel.from_pretrained(card.name, {
      device,
      dtype,
      // This provider alone: with another one behind it a model could run elsewhere unseen.
      session_options: {
        executionProviders: [device],
        ...(threads !== undefined && { intraOpNumThreads: threads }),
      },
    })
  } catch (cause) {
    const { message } = toAppError(cause)
    throw new AppError(
      isOutOfMemory(cause) ? 'memory-short' : 'backend-unavailable',
      `${card.name} cannot be loaded on ${backend}: ${message}`,
      {
        cause,
      },
    )
  } finally {
    serveFiles(new Map())
  }

  // ONNX Runtime runs one session at a time; transformers.js' own queue stops for ever at its first failure.
  const serial = createSerial()
  return {
    backend,
    dims: card.dims,
    maxTokens: card.maxTokens,
    embed: (texts, kind) => serial(() => embed(texts, kind)),
    close: () => serial(() => settle(Promise.resolve(model.dispose()))).then(() => {}),
  }

  function run(inputs: Inputs): Promise<Outputs> {
    return settle(model(inputs) as Promise<Outputs>, inputs.input_ids.size)
  }

  /** A graphics device can be lost at any time, and a hung one answers nothing at all. */
  async function settle<T>(work: Promise<T>, tokens = 0): Promise<T> {
    if (backend !== 'webgpu') return work
    let timer: ReturnType<typeof setTimeout> | undefined
    const tooLong = new Promise<never>((_resolve, reject) => {
      const ms = gpuMs(tokens)
      timer = setTimeout(() => reject(new Error(`no answer for ${Math.round(ms / 1000)} s`)), ms)
    })
    try {
      return await Promise.race([work, tooLong])
    } catch (cause) {
      throw new AppError('backend-lost', `WebGPU has stopped working: ${toAppError(cause).message}`, {
        cause,
      })
    } finally {
      clearTimeout(timer)
    }
  }

  async function embed(texts: readonly string[], kind: TextKind) {
    const rows = texts.map((text) => tokenizer.encode(card.prefixes[kind] + toWellFormed(text)))
    const inputs = toInputs(
      rows.map((ids) => cut(ids, card.maxTokens)),
      tokenizer.pad_token_id ?? 0,
    )
    const { sentence_embedding: output } = await run(inputs)
    if (!(output?.data instanceof Float32Array) || output.data.length !== texts.length * card.dims) {
      throw new AppError(
        'encoder-invalid',
        `${card.name}: expected an output sentence_embedding of ${texts.length} × ${card.dims} floats.`,
      )
    }
    const vectors = new Float32Array(output.data)
    output.dispose()
    assertUnitVectors(vectors, card.dims, `${card.name} on ${backend}`)
    return { vectors, tokens: rows.map((ids) => ids.length) }
  }
}

/** The last token closes a text, and does so when it is cut too; transformers.js would cut it off. */
function cut(ids: number[], maxTokens: number): number[] {
  return ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - 1), ...ids.slice(-1)]
}

/** Shorter texts are padded at their end, and masked there. Token types, all zero, transformers.js adds where needed. */
function toInputs(rows: readonly number[][], padId: number): Inputs {
  const width = Math.max(...rows.map((ids) => ids.length))
  const dims = [rows.length, width]
  const fill = (value: (ids: number[], at: number) => number) =>
    BigInt64Array.from(
      rows.flatMap((ids) => Array.from({ length: width }, (_, at) => BigInt(value(ids, at)))),
    )
  return {
    input_ids: new Tensor(
      'int64',
      fill((ids, at) => ids[at] ?? padId),
      dims,
    ),
    attention_mask: new Tensor(
      'int64',
      fill((ids, at) => Number(at < ids.length)),
      dims,
    ),
  }
}

/** In ONNX Runtime’s words and the browsers’. */
function isOutOfMemory(thrown: unknown): boolean {
  return /bad_alloc|out of memory|allocation failed|failed to allocate/i.test(toAppError(thrown).message)
}

/** The parts of the tensors that are used; the package types their data as `any` array. */
interface Outputs {
  sentence_embedding?: { data: unknown; dispose(): void }
}

interface Inputs {
  input_ids: Tensor
  attention_mask: Tensor
}

function serveFiles(files: ReadonlyMap<string, Bytes>): void {
  env.allowRemoteModels = false
  env.allowLocalModels = true // one of the two must be allowed; what the hook below does not have is refused
  env.fetch = (input) => Promise.reject(new Error(`${String(input)} is not one of the encoder's files`))
  env.useBrowserCache = false
  env.useFSCache = false
  env.useWasmCache = false
  env.useCustomCache = true
  env.customCache = {
    // Asked for as a local path and as an address on a hub: both end in the file's name.
    match: (request) => {
      const bytes = [...files].find(([name]) => request.endsWith(`/${name}`))?.[1]
      return Promise.resolve(bytes && new Response(bytes))
    },
    put: () => Promise.resolve(),
  }
}

/** A lone surrogate is not text; tokenizers throw on it. It becomes U+FFFD, as in URLs and in UTF-8. */
function toWellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}
