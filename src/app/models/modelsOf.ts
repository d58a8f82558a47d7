import type { Controller } from '../controller.ts'
import { keepStorage } from '../deviceStorage.ts'
import { createStore, type Store } from '../store.ts'
import { createModelActions, type ModelActions } from './modelActions.ts'
import { initialModels, reduceModels, type ModelAction, type Models } from './models.ts'

export interface ModelsPart {
  store: Store<Models, ModelAction>
  actions: ModelActions
}

/** Kept beside the controller: leaving the page ends nothing. */
const parts = new WeakMap<Controller, ModelsPart>()

export function modelsOf(controller: Controller): ModelsPart {
  let part = parts.get(controller)
  if (!part) {
    const store = createStore(reduceModels, initialModels)
    const effects = { ...controller.workers, keepStorage: () => void keepStorage() }
    part = { store, actions: createModelActions(store, effects) }
    parts.set(controller, part)
  }
  return part
}
