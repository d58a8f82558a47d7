import type { EncoderStatus } from '../../protocol/engine.ts'
import { backendNames, formatCosine, formatMs } from '../format.ts'

/** The machinery: which model, on what it runs and why, and how it did with texts whose vectors are known. */
export function BackendStatus({ encoder }: { encoder: EncoderStatus }) {
  const { backend, index } = encoder
  const { selfTest } = backend
  const threads = `${backend.threads} ${backend.threads === 1 ? 'thread' : 'threads'}`
  return (
    <section aria-label="Model">
      <h2>Model</h2>
      <dl>
        <dt>Encoder</dt>
        <dd>{encoder.name}</dd>
        <dt>Runs on</dt>
        <dd>
          {backendNames[backend.name]}
          {backend.name === 'wasm' && `, ${threads}`}. {backend.reason}
        </dd>
        <dt>Self-test</dt>
        <dd>
          {selfTest.probes} known texts, smallest cosine {formatCosine(selfTest.minCosine)} (at least{' '}
          {selfTest.floor} needed), {formatMs(selfTest.durationMs)}
        </dd>
        <dt>Loaded in</dt>
        <dd>{formatMs(backend.loadMs)}</dd>
        <dt>Index</dt>
        <dd>
          {index.kind === 'hnsw' ? 'Approximate (HNSW)' : 'Exact: every record is compared'}
          {index.problem !== undefined && `, because the approximate index cannot be used: ${index.problem}`}
        </dd>
        <dt>Reads</dt>
        <dd>the first {encoder.maxTokens} tokens of a text</dd>
      </dl>
    </section>
  )
}
