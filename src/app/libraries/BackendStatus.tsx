import type { BackendReport, EncoderStatus } from '../../protocol/engine.ts'
import { backendNames, formatCosine, formatCount, formatMs } from '../format.ts'
import { messages } from '../messages/messages.ts'

/** The machinery: which model, on what it runs and why, and how it did with texts whose vectors are known. */
export function BackendStatus({ encoder }: { encoder: EncoderStatus }) {
  const { backend, index } = encoder
  const { selfTest } = backend
  const words = messages.footer
  const found = index.kind === 'hnsw' ? words.approximate : words.exact
  return (
    <section aria-label={words.model}>
      <h2>{words.model}</h2>
      <dl>
        <dt>{words.encoder}</dt>
        <dd>{encoder.name}</dd>
        <dt>{words.runsOn}</dt>
        <dd>
          <RunsOn {...backend} />
        </dd>
        <dt>{words.selfTest}</dt>
        <dd>{selfTestWords(selfTest)}</dd>
        <dt>{words.loadedIn}</dt>
        <dd>{formatMs(backend.loadMs)}</dd>
        <dt>{words.index}</dt>
        <dd>{index.problem === undefined ? found : words.withProblem(found, index.problem)}</dd>
        <dt>{words.reads}</dt>
        <dd>{words.firstTokens(encoder.maxTokens)}</dd>
      </dl>
    </section>
  )
}

export const selfTestWords = ({ probes, minCosine, floor, durationMs }: BackendReport['selfTest']) =>
  messages.footer.selfTestResult(probes, formatCosine(minCosine), formatCount(floor), formatMs(durationMs))

export function RunsOn({ name, threads, reason }: BackendReport) {
  const many = name === 'wasm' ? `, ${messages.footer.threads(threads)}` : ''
  return (
    <>
      {backendNames[name]}
      {many}. <span lang="en">{reason}</span>
    </>
  )
}
