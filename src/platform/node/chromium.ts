import { resolve } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { createServer } from 'vite'
import type { EncoderCard } from '../../core/encoder/card.ts'
import { AppError, toAppError } from '../../core/errors.ts'
import type { Embedder } from '../../engine/ports.ts'
import { chromiumArgs, chromiumPath, isolationHeaders } from './chromiumOptions.ts'
import type { EncoderFolder } from './encoder.ts'

/** The builds of ONNX Runtime that the page takes: see src/app/runtime.ts. */
const runtimes = { wasm: 'ort-wasm-simd-threaded', webgpu: 'ort-wasm-simd-threaded.asyncify' }

interface OpenOptions {
  backend: 'wasm' | 'webgpu'
  file: keyof EncoderCard['backends']
}

/**
 * The encoder in headless Chromium, run by the code that the page runs; the source is served by Vite, the encoder's
 * files go in checked. Chromium is looked for at `CHROMIUM_PATH`.
 * @throws AppError `backend-unavailable`
 */
export async function openChromiumEmbedder(
  { card, readFile }: EncoderFolder,
  { backend, file }: OpenOptions,
): Promise<Embedder> {
  const server = await createServer({
    root: resolve(import.meta.dirname, '../../..'),
    logLevel: 'error',
    // A dependency found late would be bundled anew and the page loaded again under the encoder.
    optimizeDeps: { noDiscovery: true },
    server: { host: '127.0.0.1', hmr: false, watch: null },
  })
  let browser: Browser | undefined
  const close = async () => {
    await browser?.close()
    await server.close()
  }
  try {
    await server.listen()
    const origin = server.resolvedUrls?.local[0] ?? ''
    browser = await launch()
    const page = await browser.newPage()
    await page.route(`${origin}page`, (route) =>
      route.fulfill({ headers: isolationHeaders, contentType: 'text/html', body: '' }),
    )
    const filesUrl = `${origin}encoder/`
    await page.route(`${filesUrl}**`, async (route) =>
      route.fulfill({ body: Buffer.from(await readFile(route.request().url().slice(filesUrl.length))) }),
    )
    await page.goto(`${origin}page`)
    const embedder = await page.evaluateHandle(
      async ({ module, ...encoder }) => {
        const { openServedEncoder } = (await import(module)) as {
          openServedEncoder(options: Omit<typeof encoder, 'module'>): Promise<Embedder>
        }
        return openServedEncoder(encoder)
      },
      {
        module: '/src/platform/web/servedEncoder.ts',
        ...{ card, backend, file, filesUrl },
        runtimeUrl: `${origin}node_modules/onnxruntime-web/dist/${runtimes[backend]}`,
      },
    )
    return {
      backend,
      dims: card.dims,
      maxTokens: card.maxTokens,
      async embed(texts, kind) {
        const { vectors, tokens } = await embedder.evaluate(
          async (opened, input) => {
            const answer = await opened.embed(input.texts, input.kind)
            return { vectors: Array.from(answer.vectors), tokens: answer.tokens }
          },
          { texts, kind },
        )
        return { vectors: Float32Array.from(vectors), tokens }
      },
      close,
    }
  } catch (cause) {
    await close()
    throw cause instanceof AppError
      ? cause
      : new AppError('backend-unavailable', `${card.name} in Chromium: ${toAppError(cause).message}`, {
          cause,
        })
  }
}

/** Ctrl-C is the command's to handle: it closes the browser when it is done. */
async function launch(): Promise<Browser> {
  try {
    return await chromium.launch({
      executablePath: chromiumPath,
      headless: true,
      handleSIGINT: false,
      args: chromiumArgs,
    })
  } catch (cause) {
    throw new AppError(
      'backend-unavailable',
      `${chromiumPath} cannot be started. Let CHROMIUM_PATH name a Chromium. (${toAppError(cause).message})`,
      { cause },
    )
  }
}
