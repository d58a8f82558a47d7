import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, defineConfig, type Plugin } from 'vite'
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

/** Builds the service worker last: it carries the list of all that was built before. */
const buildServiceWorker: Plugin = {
  name: 'build-service-worker',
  apply: 'build',
  async writeBundle({ dir: folder = 'dist' }) {
    await build({
      configFile: false,
      logLevel: 'warn',
      define: {
        SITE_FILES: JSON.stringify(listSiteFiles(folder)),
        'process.env.NODE_ENV': JSON.stringify('production'),
      },
      build: {
        target: 'es2023',
        outDir: folder,
        emptyOutDir: false,
        copyPublicDir: false,
        // A classic script: browsers that cannot run modules as service workers go offline too.
        lib: { entry: 'src/workers/serviceWorker.ts', formats: ['iife'], name: 'serviceWorker' },
        rollupOptions: { output: { entryFileNames: 'service-worker.js' } },
      },
    })
  },
}

/** What the page never asks for: hidden files, maps, and the picture that other sites show. */
const notKept = /(^|\/)\.|\.map$|^social\.png$|^service-worker\.js$/
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

export default defineConfig({
  plugins: [react(), mendHnswlib, serveLibraries, buildServiceWorker],
  worker: { format: 'es', plugins: () => [mendHnswlib] },
  optimizeDeps: { exclude: ['hnswlib-wasm'] }, // bundled ahead, it would not pass through the mending
  build: {
    target: 'es2023',
    // Those that know :dir(); for older ones it would become a list of languages, which is another thing.
    cssTarget: ['chrome120', 'firefox121', 'safari16.4'],
    assetsInlineLimit: 0, // data: addresses are not in the policy
    modulePreload: { polyfill: false },
    cssCodeSplit: false, // 6 kB in all; a style sheet of a part that failed to load would never be asked for again
  },
  server: { headers: isolationHeaders },
})
