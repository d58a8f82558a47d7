import { toAppError } from '../core/errors.ts'
import { parseManifest } from '../core/pack/manifest.ts'
import type { StoredBundle } from '../engine/ports.ts'
import type { OpenedLibraries } from '../protocol/engine.ts'

/** Installed libraries that an older version built: they are not searched, and that is told of. */
export function findOutdated(bundles: readonly StoredBundle[]): OpenedLibraries['refused'] {
  return bundles
    .filter(({ kind, isReady }) => kind === 'library' && isReady)
    .flatMap(({ name, manifest }) => {
      try {
        parseManifest(manifest)
        return []
      } catch (thrown) {
        const { code, message } = toAppError(thrown)
        // Its title is not known: nothing of the description is taken before all of it can be read.
        return code === 'library-outdated' ? [{ id: name, title: name, reason: { code, message } }] : []
      }
    })
}
