import type { ReactNode } from 'react'
import type { ReadableEncoder } from '../../protocol/encoders.ts'
import type { EncoderStatus } from '../../protocol/engine.ts'
import { formatBytes, formatCount, formatList, formatMs } from '../format.ts'
import { RunsOn, selfTestWords } from '../libraries/BackendStatus.tsx'
import styles from '../libraries/LibraryItem.module.css'
import { messages } from '../messages/messages.ts'
import { partMessages } from '../messages/partMessages.ts'
import { CopyButton } from '../shell/CopyButton.tsx'
import own from './Models.module.css'
import type { ModelTest } from './models.ts'

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
  const words = partMessages.models
  const selfTest = test ? tested?.selfTest : inUse?.backend.selfTest
  return (
    <>
      <dl className={styles.facts}>
        <Fact name={words.dims}>{formatCount(dims)}</Fact>
        <Fact name={messages.footer.reads}>{words.tokens(maxTokens)}</Fact>
        <Fact name={words.size}>{formatBytes(sizeBytes)}</Fact>
        <Fact name={words.licence}>{source.license}</Fact>
        <Fact name={words.usedBy}>
          {neededBy.length > 0 ? formatList(neededBy.map(({ title }) => title)) : words.noLibrary}
        </Fact>
        <Fact name={messages.footer.loadedIn}>{backend ? formatMs(backend.loadMs) : words.notLoaded}</Fact>
      </dl>
      <dl className={own.lines}>
        <dt>{words.madeFrom}</dt>
        <dd>{source.name}</dd>
        <dt>{messages.footer.runsOn}</dt>
        <dd>{backend ? <RunsOn {...backend} /> : words.runsOnUnknown}</dd>
        <dt>{messages.footer.selfTest}</dt>
        <dd>
          {selfTest ? words.testPassed(selfTestWords(selfTest)) : test ? words.testFailed : words.notTested}
        </dd>
        <dt>{words.id}</dt>
        <dd className={own.id}>
          <code>{shortId(id)}</code>
          <CopyButton text={id}>{words.copyId(name)}</CopyButton>
        </dd>
      </dl>
    </>
  )
}

/** As much as nobody takes for another's. */
export const shortId = (id: string) => `${id.slice(0, 12)}…`

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
