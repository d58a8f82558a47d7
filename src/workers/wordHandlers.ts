import { catalogueFile, parseCatalogue } from '../core/catalogue.ts'
import { AppError } from '../core/errors.ts'
import { parseManifest } from '../core/pack/manifest.ts'
import { toBundleKey, toManifestText } from '../engine/bundle.ts'
import { openPartsReader } from '../engine/parts.ts'
import { verifySignature } from '../engine/signature.ts'
import { openWordLibrary, type WordLibrary } from '../engine/wordSearch.ts'
import { createHttpSource } from '../platform/web/httpSource.ts'
import type { SiteLibrary, WordsContract } from '../protocol/words.ts'
import type { Handlers } from '../rpc/serve.ts'

/** @param site address of the app, with a slash at its end */
export function createWordHandlers(site: string): Handlers<WordsContract> {
  let opened: { library: WordLibrary } | undefined
  return {
    async openOnSite({ id }, { signal }) {
      opened = undefined
      const { library, ...status } = await open(site, id, signal)
      opened = { library }
      return status
    },
    async searchWords({ text, k, filters }, { signal }) {
      if (!opened) throw new AppError('library-missing', 'No library is open.')
      const start = performance.now()
      const answer = await opened.library.search(text, k, signal, filters)
      const { hits, total } = answer
      return { query: text, hits, total, durationMs: performance.now() - start }
    },
  }
}

async function open(
  site: string,
  wanted: string | undefined,
  signal: AbortSignal,
): Promise<SiteLibrary & { library: WordLibrary }> {
  const folder = `${site}libraries/`
  const list = await createHttpSource(folder, catalogueFile).manifest(signal)
  const catalogue = parseCatalogue(new TextDecoder().decode(list))
  const id = wanted ?? catalogue.default
  const entry = catalogue.libraries.find((each) => each.id === id)
  if (!entry) throw new AppError('library-missing', `${folder} has no library ${id ?? 'of its own choice'}.`)

  const source = createHttpSource(`${folder}${entry.id}/`, 'manifest.json')
  const bytes = await source.manifest(signal)
  const text = toManifestText(bytes)
  const manifest = parseManifest(text)
  await verifySignature(text)
  const key = await toBundleKey('library', manifest.id, bytes)
  const reader = await openPartsReader(source, key, manifest, new AbortController().signal)
  const { title, kind, version, date, staleAfterDays, source: from, licence, records } = manifest
  return {
    library: await openWordLibrary(reader, manifest),
    ...{
      key,
      id: manifest.id,
      encoder: manifest.encoder.name,
      title,
      kind,
      version,
      date,
      source: from,
      licence,
      records,
    },
    ...(staleAfterDays !== undefined && { staleAfterDays }),
  }
}
