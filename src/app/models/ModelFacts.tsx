import type { ReactNode } from 'react'
import type { ReadableEncoder } from '../../protocol/encoders.ts'
import type { BackendReport, EncoderStatus } from '../../protocol/engine.ts'
import { backendNames, formatBytes, formatCount, formatList, formatMs } from '../format.ts'
import styles from '../libraries/LibraryItem.module.css'
import { CopyButton } from '../shell/CopyButton.tsx'
import own from './Models.module.css'
import type { ModelTest } from './models.ts'
import { testWords } from './words.ts'

interface Props {
  model: ReadableEncoder
  /** Where it is the one that reads the questions. */
  inUse: EncoderStatus | undefined
  /** The last one on this visit, beside that at opening. */
  test: ModelTest | undefined
}

export function ModelFacts({ model, inUse, test }: Props) {
  const { id, name, dims, maxTokens, sizeBytes, source, neededBy } = model
  const tested = test?.kind === 'passed' ? test : undefined
  const backend = tested?.report ?? inUse?.backend
  const selfTest = test ? tested?.selfTest : inUse?.backend.selfTest
  return (
    <>
      <dl className={styles.facts}>
        <Fact name="Numbers a text">{formatCount(dims)}</Fact>
        <Fact name="Reads">{formatCount(maxTokens)} tokens of a text</Fact>
        <Fact name="Size">{formatBytes(sizeBytes)}</Fact>
        <Fact name="Licence">{source.license}</Fact>
        <Fact name="Used by">
          {neededBy.length > 0 ? formatList(neededBy.map(({ title }) => title)) : 'no library here'}
        </Fact>
        <Fact name="Loaded in">{backend ? formatMs(backend.loadMs) : 'not loaded'}</Fact>
      </dl>
      <dl className={own.lines}>
        <dt>Made from</dt>
        <dd>{source.name}</dd>
        <dt>Runs on</dt>
        <dd>{backend ? runWords(backend) : 'not known before its self-test'}</dd>
        <dt>Self-test</dt>
        <dd>{selfTest ? testWords(selfTest) : test ? 'failed' : 'not run on this visit'}</dd>
        <dt>Id</dt>
        <dd className={own.id}>
          <code>{shortId(id)}</code>
          <CopyButton text={id}>
            Copy<span className="visually-hidden"> the id of {name}</span>
          </CopyButton>
        </dd>
      </dl>
    </>
  )
}

/** As much as nobody takes for another's. */
export const shortId = (id: string) => `${id.slice(0, 12)}…`

function runWords({ name, threads, reason }: BackendReport): string {
  const many = name === 'wasm' ? `, ${threads} ${threads === 1 ? 'thread' : 'threads'}` : ''
  return `${backendNames[name]}${many}. ${reason}`
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
