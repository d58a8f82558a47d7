import type { CatalogueEntry } from '../core/catalogue.ts'
import type { Doubt } from '../core/edition.ts'
import type { Manifest } from '../core/pack/manifest.ts'
import type { Turn } from './turn.ts'

/** What the page may ask of the transfer worker about an address that the user has given. */
export interface AddressContract {
  /** Tells what is there; no file of a library is fetched for it. */
  lookUp: { input: AddressPlace; output: Found; progress: never }
  /** Fetches a file whose server sends it only as a whole. */
  download: { input: { address: string }; output: { file: File }; progress: DownloadProgress }
  /**
   * Installs the library that was looked at, and its encoder where that comes along and is not here.
   * @throws `origin-untrusted`, `offer-changed`, and what refuses a library file
   */
  installFound: {
    input: AddressPlace &
      Turn & {
        key: string
        /** The user was told that nobody has signed it and where it comes from, and wants it. */
        isTrusted: boolean
        /** What else speaks against it and was agreed to. */
        consent?: Doubt
      }
    output: { id: string; kind: CatalogueEntry['kind'] }
    progress: { doneBytes: number; totalBytes: number }
  }
}

/** An address, and the file that was downloaded from there where its server sends it only as a whole. */
export interface AddressPlace {
  address: string
  file?: File
}

export interface DownloadProgress {
  doneBytes: number
  /** Absent where the server does not say. */
  totalBytes?: number
}

export type Found =
  | { kind: 'library'; library: FoundLibrary }
  | { kind: 'site'; libraries: SiteLibrary[] }
  | { kind: 'whole-file'; bytes?: number }

/** As its manifest describes it. */
export interface FoundLibrary extends Pick<
  Manifest,
  'id' | 'title' | 'kind' | 'version' | 'date' | 'source' | 'licence' | 'records'
> {
  key: string
  /** What installing it would fetch, the encoder included. */
  bytes: number
  /**
   * Whether its encoder is here or comes along. Otherwise the library would be searched by words only: there is none, or
   * another one that is here has its name and stays.
   */
  encoder: 'here' | 'comes' | 'missing' | 'name-taken'
  /** The key that has signed it, where one has. */
  publicKey?: string
  origin: string
  /** Whether it comes from the page's own site. */
  isOwn: boolean
}

export interface SiteLibrary extends Pick<CatalogueEntry, 'title' | 'kind' | 'records'> {
  address: string
  /** Of the library and its encoder. */
  bytes: number
}
