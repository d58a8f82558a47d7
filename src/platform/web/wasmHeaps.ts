// How much memory the runtimes hold in WebAssembly. No API of the browser tells, so each is noted where it is loaded.

const heaps: (() => number)[] = []

/** @param readBytes tells how large it is now: memories grow */
export function noteHeap(readBytes: () => number): void {
  heaps.push(readBytes)
}

/**
 * For a runtime that keeps its memory to itself: notes each memory that is made from now on. It is made and used as it
 * would be, and held until the worker ends, as the runtime does.
 */
export function noteNewHeaps(): void {
  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct(target, [descriptor]: [WebAssembly.MemoryDescriptor]) {
      const memory = new target(descriptor)
      noteHeap(() => memory.buffer.byteLength)
      return memory
    },
  })
}

/** In bytes, the largest first. */
export function listWasmHeaps(): number[] {
  return heaps
    .map((readBytes) => readBytes())
    .filter((bytes) => bytes > 0)
    .sort((a, b) => b - a)
}
