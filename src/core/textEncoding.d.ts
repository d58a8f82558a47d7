// Browsers, workers and Node have these two alike; TypeScript lists them with the DOM, which core must not have.
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  decode(bytes: Uint8Array): string
}
