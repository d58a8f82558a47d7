/** One of the app's own files, as the build lists them for the service worker. */
export interface SiteFile {
  /** From the folder of the site, without a slash before it. */
  path: string
  bytes: number
  /** `sha256-…` in base64, as `integrity` of a request wants it. */
  integrity: string
  /** Kept once it was used, and not from the first visit on. */
  isOptional: boolean
}

/** What is sent to the service worker: a connection to ask it by, or addresses of optional files that are in use. */
export type ServiceWorkerMessage = { port: MessagePort } | { keep: string[] }

/** What the page may ask of the service worker. */
export interface ServiceWorkerContract {
  /** Reads and hashes all files that are needed, and fetches again what is missing or damaged. */
  store: { input: Record<never, never>; output: StoredSite; progress: never }
  /** From here on whatever this page and the workers that it starts ask the network for is refused, until `restore`. */
  cut: { input: Record<never, never>; output: Record<never, never>; progress: never }
  /** `answered`: files served from what is kept; `refused`: paths that were asked for and would have needed the network. */
  restore: { input: Record<never, never>; output: { answered: number; refused: string[] }; progress: never }
  /** Takes the place of the version that is open, where no other window has it open. */
  takeOver: { input: Record<never, never>; output: { isDone: boolean }; progress: never }
}

export interface StoredSite {
  files: number
  bytes: number
  /** Paths that are neither kept nor could be fetched. */
  missing: string[]
  /** Whether the site itself sent the headers that protect workers; else the service worker adds them from the second visit on. */
  sendsHeaders: boolean
}
