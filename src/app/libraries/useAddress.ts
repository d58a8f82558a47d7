import { useEffect, useRef, useState } from 'react'
import type { AddressPlace, DownloadProgress, FoundLibrary, SiteLibrary } from '../../protocol/address.ts'
import { toFailure, type Failure } from '../failure.ts'
import type { PageWorkers } from '../pageWorkers.ts'

/** How far a library is looked for at an address of the user's. It is installed when it was looked at, and not here. */
export type AddressStage =
  | { stage: 'asking'; failure?: Failure }
  | { stage: 'looking' }
  | { stage: 'site'; libraries: SiteLibrary[] }
  | { stage: 'whole-file'; address: string; bytes?: number }
  | { stage: 'downloading'; progress?: DownloadProgress }
  | { stage: 'found'; place: AddressPlace; library: FoundLibrary }

export interface AddressSteps {
  stage: AddressStage
  lookUp(place: AddressPlace): void
  /** Where the server sends the file only as a whole: then it is looked at when it is here. */
  download(address: string): void
  /** Ends what runs, and asks for an address again. */
  stop(): void
}

export function useAddress({ transfer, onFailure }: PageWorkers): AddressSteps {
  const [stage, setStage] = useState<AddressStage>({ stage: 'asking' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  async function run(
    begun: AddressStage,
    work: (signal: AbortSignal) => Promise<AddressStage>,
  ): Promise<void> {
    running.current?.abort()
    const { signal } = (running.current = new AbortController())
    setStage(begun)
    let next: AddressStage
    try {
      next = await work(signal)
    } catch (thrown) {
      const failure = toFailure(thrown)
      onFailure(failure.code)
      next = { stage: 'asking', failure }
    }
    if (!signal.aborted) setStage(next)
  }

  async function look(place: AddressPlace, signal: AbortSignal): Promise<AddressStage> {
    const found = await transfer().call('lookUp', place, { signal })
    switch (found.kind) {
      case 'site':
        return { stage: 'site', libraries: found.libraries }
      case 'library':
        return { stage: 'found', place, library: found.library }
      case 'whole-file':
        return {
          ...{ stage: 'whole-file', address: place.address },
          ...(found.bytes !== undefined && { bytes: found.bytes }),
        }
    }
  }

  return {
    stage,
    lookUp: (place) => void run({ stage: 'looking' }, (signal) => look(place, signal)),
    download(address) {
      void run({ stage: 'downloading' }, async (signal) => {
        const onProgress = (progress: DownloadProgress) => {
          if (!signal.aborted) setStage({ stage: 'downloading', progress })
        }
        const { file } = await transfer().call('download', { address }, { signal, onProgress })
        return look({ address, file }, signal)
      })
    },
    stop() {
      running.current?.abort()
      setStage({ stage: 'asking' })
    },
  }
}
