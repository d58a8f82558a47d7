declare module 'hnswlib-wasm/dist/hnswlib-317962d7.js' {
  const factory: () => Promise<import('./hnswlib.ts').MendedHnswlib>
  export default factory
}
