import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { chromiumPath } from '../src/platform/node/chromiumOptions.ts'

/** What a figure means nothing without. */
export function describeMachine(): string[] {
  const version = (name: string) =>
    (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string }).version
  const browser = execFileSync(chromiumPath, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
  const [first] = cpus()
  return [
    `${first?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.version}; ${browser}; WebGPU: SwiftShader (software)`,
    `onnxruntime-node ${version('onnxruntime-node')}, onnxruntime-web ${version('onnxruntime-web')}, ` +
      `@huggingface/transformers ${version('@huggingface/transformers')}, hnswlib-wasm ${version('hnswlib-wasm')}`,
  ]
}
