import type { ServiceWorkerContract, ServiceWorkerMessage } from '../../protocol/serviceWorker.ts'
import { connect, type Client } from '../../rpc/connect.ts'
import { createStore } from '../store.ts'
import { serviceWorkerUrl, trustUrl } from '../workers.ts'

/**
 * How it stands with the app's own files, which the service worker keeps. `none`: the browser has no service workers here, or nothing
 * was begun; `new-version`: it waits until no window has the old one open.
 */
export type AppFiles = 'none' | 'storing' | 'stored' | 'new-version' | 'failed'

export const appFiles = createStore<AppFiles, AppFiles>((_before, now) => now, 'none')

/** Has the app's own files kept, so that it opens without a network; a development server's change too often for that. */
export async function keepAppFiles(): Promise<void> {
  const container = ownContainer()
  if (!container || import.meta.env.DEV) return
  appFiles.dispatch('storing')
  try {
    const registration = await container.register(trustUrl(serviceWorkerUrl), { updateViaCache: 'none' })
    watch(registration)
    registration.addEventListener('updatefound', () => watch(registration))
  } catch {
    appFiles.dispatch('failed')
  }
}

function watch(registration: ServiceWorkerRegistration): void {
  const { installing, waiting, active } = registration
  installing?.addEventListener('statechange', () => watch(registration), { once: true })
  if (waiting && active) appFiles.dispatch('new-version')
  else if (active) appFiles.dispatch('stored')
  else if (!installing && !waiting) appFiles.dispatch('failed')
}

/** Has files kept that not everybody needs. */
export async function keepUsedFiles(urls: string[]): Promise<void> {
  const registration = await ownContainer()?.ready
  registration?.active?.postMessage({ keep: urls } satisfies ServiceWorkerMessage)
}

/** The service worker that answers for this page; undefined where none does. */
export function askServiceWorker(): Client<ServiceWorkerContract> | undefined {
  return connectTo(ownContainer()?.controller)
}

/** @returns whether this page is going to be the new version; not while another window has the old one open */
export async function takeNewVersion(): Promise<boolean> {
  const container = ownContainer()
  const registration = await container?.getRegistration()
  container?.addEventListener('controllerchange', () => location.reload(), { once: true })
  return (await connectTo(registration?.waiting)?.call('takeOver', {}))?.isDone ?? false
}

function connectTo(worker: ServiceWorker | null | undefined): Client<ServiceWorkerContract> | undefined {
  if (!worker) return undefined
  const { port1, port2 } = new MessageChannel()
  worker.postMessage({ port: port2 } satisfies ServiceWorkerMessage, [port2])
  return connect<ServiceWorkerContract>(port1)
}

/** Absent where the connection is not secure, and in private windows of some browsers. */
function ownContainer(): ServiceWorkerContainer | undefined {
  return (navigator as Partial<Navigator>).serviceWorker
}
