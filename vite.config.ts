import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type BuildOptions, type Plugin, type UserConfig } from 'vite'
import { embeddersFile, frameAncestors, localEmbedders, parseEmbedders } from './src/core/embedders.ts'
import { parsePublisherKeys } from './src/core/publisherKeys.ts'
import { isolationHeaders } from './src/platform/node/chromiumOptions.ts'
import { hnswlibModule, mendHnswlibSource } from './src/platform/wasm/hnswlibSource.ts'
import type { SiteFile } from './src/protocol/serviceWorker.ts'

/** hnswlib-wasm makes functions from text, which the site's policy forbids: see hnswlibSource.ts. */
const mendHnswlib: Plugin = {
  name: 'mend-hnswlib',
  // Loaded and not transformed: the development server drops the source-map comment, which is one of the places to mend.
  async load(id) {
    const path = id.split('?')[0] ?? ''
    return path.endsWith(hnswlibModule)
      ? { code: mendHnswlibSource(await readFile(path, 'utf8')), map: null }
      : undefined
  },
}

/** `npm run dev` shows the libraries that `npm start` prepared; models lie where the page asks for them. */
const serveLibraries: Plugin = {
  name: 'serve-libraries',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (request.url?.startsWith('/libraries/')) request.url = `/data${request.url}`
      next()
    })
  },
}

/** Who may show the widget in their pages: on this device anybody, elsewhere who is named. See docs/widget.md. */
const embeddersSetting = process.env.BIOHICL_EMBEDDERS
const embedders = embeddersSetting === undefined ? localEmbedders : parseEmbedders(embeddersSetting)

const listEmbedders: Plugin = {
  name: 'list-embedders',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: embeddersFile, source: `${JSON.stringify({ embedders })}\n` })
  },
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      if (request.url !== `/${embeddersFile}`) return next()
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ embedders }))
    })
  },
}

/** Scripts that other sites' pages load: one file each, under names that stay. */
const hostScripts = {
  'embed.js': 'src/widget/host/embed.ts',
  'biohicl-search.js': 'src/widget/host/defineElement.ts',
}

/** Each by itself, so that the frame loads no style and no code of the app. */
const buildWidget: Plugin = {
  name: 'build-widget',
  apply: 'build',
  writeBundle: {
    sequential: true,
    async handler({ dir: folder = 'dist' }) {
      const { base } = this.environment.config
      await buildPage(folder, base, 'widget')
      // Its style is named as its script, by which the service worker leaves it out.
      await buildPage(folder, base, 'configure', { cssCodeSplit: true })
      for (const [fileName, entry] of Object.entries(hostScripts)) await buildScript(folder, fileName, entry)
    },
  },
}

/** Builds the service worker last: it carries the list of all that was built before. */
const buildServiceWorker: Plugin = {
  name: 'build-service-worker',
  apply: 'build',
  writeBundle: {
    sequential: true,
    async handler({ dir: folder = 'dist' }) {
      // A classic script: browsers that cannot run modules as service workers go offline too.
      await buildScript(folder, 'service-worker.js', 'src/workers/serviceWorker.ts', {
        SITE_FILES: JSON.stringify(listSiteFiles(folder)),
        FRAME_ANCESTORS: JSON.stringify(frameAncestors(embedders)),
        'process.env.NODE_ENV': JSON.stringify('production'),
      })
    },
  },
}

/** A page beside the app. */
async function buildPage(
  folder: string,
  base: string,
  name: string,
  settings: BuildOptions = {},
): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    base,
    plugins: [react(), mendHnswlib],
    define: keysDefined,
    // As those of the app, so that they are the same files.
    worker: appWorkers,
    build: {
      ...shared,
      ...settings,
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      rollupOptions: {
        input: `${name}.html`,
        // Named as the page: siteHeaders.ts lets sandboxed frames load what the widget's consists of, whatever it was split into.
        output: { chunkFileNames: `assets/${name}-[name]-[hash].js` },
      },
    },
  })
}

/** One file that is asked for by its name, as a classic script. */
async function buildScript(
  folder: string,
  fileName: string,
  entry: string,
  define: Record<string, string> = {},
): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    define,
    build: {
      target: 'es2023',
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      lib: { entry, formats: ['iife'], name: 'biohicl' },
      rollupOptions: { output: { entryFileNames: fileName } },
    },
  })
}

/** What the page never asks for: hidden files, maps, and the picture that other sites show. */
const notKept =
  /(^|\/)\.|\.map$|^social\.png$|^service-worker\.js$|^(embed|biohicl-search)\.js$|^(widget|configure)\.html$|^embedders\.json$|^assets\/(widget|configure|words)-/
/** ONNX Runtime with WebGPU: twice the size of the one without, and of no use where there is no WebGPU. */
const keptOnceUsed = /\/ort-wasm-simd-threaded\.asyncify-/

function listSiteFiles(folder: string): SiteFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !notKept.test(path))
    .sort()
    .map((path) => {
      const content = readFileSync(join(folder, path))
      const integrity = `sha256-${createHash('sha256').update(content).digest('base64')}`
      return { path, bytes: content.length, integrity, isOptional: keptOnceUsed.test(path) }
    })
}

const shared: BuildOptions = {
  target: 'es2023',
  // Those that know :dir(); for older ones it would become a list of languages, which is another thing.
  cssTarget: ['chrome120', 'firefox121', 'safari16.4'],
  assetsInlineLimit: 0, // data: addresses are not in the policy
  modulePreload: { polyfill: false },
  cssCodeSplit: false, // 6 kB in all; a style sheet of a part that failed to load would never be asked for again
}

/** Whose libraries the app takes unasked, see docs/packs.md#keys-that-an-app-trusts. */
const publisherKeys = parsePublisherKeys(process.env.BIOHICL_PUBLISHER_KEYS ?? '')
const keysDefined = { PUBLISHER_KEYS: JSON.stringify(publisherKeys) ?? 'undefined' }

const appWorkers: NonNullable<UserConfig['worker']> = { format: 'es', plugins: () => [mendHnswlib] }

export default defineConfig({
  define: keysDefined,
  plugins: [react(), mendHnswlib, serveLibraries, listEmbedders, buildWidget, buildServiceWorker],
  worker: appWorkers,
  optimizeDeps: { exclude: ['hnswlib-wasm'] }, // bundled ahead, it would not pass through the mending
  build: shared,
  server: { headers: isolationHeaders },
})
