import { readFile } from 'node:fs/promises'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { isolationHeaders } from './src/platform/node/chromiumOptions.ts'
import { hnswlibModule, mendHnswlibSource } from './src/platform/wasm/hnswlibSource.ts'

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

export default defineConfig({
  plugins: [react(), mendHnswlib, serveLibraries],
  worker: { format: 'es', plugins: () => [mendHnswlib] },
  optimizeDeps: { exclude: ['hnswlib-wasm'] }, // bundled ahead, it would not pass through the mending
  build: {
    target: 'es2023',
    assetsInlineLimit: 0, // data: addresses are not in the policy
    modulePreload: { polyfill: false },
    cssCodeSplit: false, // 6 kB in all; a style sheet of a part that failed to load would never be asked for again
  },
  server: { headers: isolationHeaders },
})
