import type { Controller } from '../controller.ts'
import type { Store } from '../store.ts'
import {
  createBenchActions,
  createBenchStore,
  type BenchActions,
  type Benching,
  type BenchingAction,
} from './benching.ts'
import { measurePageMemory } from './pageMemory.ts'

interface BenchmarkPart {
  store: Store<Benching, BenchingAction>
  actions: BenchActions
}

/** Kept beside the controller: the last report is still there when one comes back to the page. */
const parts = new WeakMap<Controller, BenchmarkPart>()

export function benchmarkOf(controller: Controller): BenchmarkPart {
  let part = parts.get(controller)
  if (!part) {
    const store = createBenchStore()
    const actions = createBenchActions(store, {
      engine: controller.workers.engine,
      measureMemory: measurePageMemory,
      now: () => new Date(),
      browser: {
        userAgent: navigator.userAgent,
        cores: navigator.hardwareConcurrency,
        isIsolated: crossOriginIsolated,
      },
    })
    part = { store, actions }
    parts.set(controller, part)
  }
  return part
}
