import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { hnswlibModule, mendHnswlibSource } from './src/platform/wasm/hnswlibSource.ts'

/** hnswlib-wasm makes functions from text, which the site's policy forbids: see hnswlibSource.ts. */
const mendHnswlib: Plugin = {
  name: 'mend-hnswlib',
  transform(code, id) {
    return id.split('?')[0]?.endsWith(hnswlibModule) ? { code: mendHnswlibSource(code), map: null } : undefined
  },
}

export default defineConfig({
  plugins: [react(), mendHnswlib],
  worker: { format: 'es', plugins: () => [mendHnswlib] },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0, // data: addresses are not in the policy
    modulePreload: { polyfill: false },
  },
  server: { headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' } },
})
