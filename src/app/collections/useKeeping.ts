import { useSyncExternalStore } from 'react'
import { keeping } from './device.ts'
import type { Keeping } from './keeping.ts'

export const useKeeping = (): Keeping => useSyncExternalStore(keeping.subscribe, keeping.get)
