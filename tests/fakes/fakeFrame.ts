import type { FrameWindow } from '../../src/widget/frame/hostLink.ts'
import type { HostedFrame } from '../../src/widget/host/connectFrame.ts'

export interface Sender {
  source: unknown
  origin: string
}

/** The window of a frame. Whoever has it may post to it; its parent is one of them. */
export class FakeWindow implements FrameWindow {
  readonly parent = { name: 'the page around' }
  readonly #messages = new EventTarget()

  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void {
    this.#messages.addEventListener(type, listener as EventListener)
  }

  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void {
    this.#messages.removeEventListener(type, listener as EventListener)
  }

  receive(data: unknown, { source, origin }: Sender, ports: MessagePort[] = []): void {
    const event = new Event('message')
    this.#messages.dispatchEvent(Object.assign(event, { data: structuredClone(data), source, origin, ports }))
  }
}

/** An iframe of a page of `hostOrigin`. As in browsers, a message for another origin than that of its document is lost. */
export class FakeIframe extends EventTarget implements HostedFrame {
  readonly posted: { message: unknown; origin: string }[] = []
  /** The document that is loaded. */
  window = new FakeWindow()
  readonly contentWindow = {
    postMessage: (message: unknown, origin: string, transfer: Transferable[]) => {
      this.posted.push({ message, origin })
      const sender = { source: this.window.parent, origin: this.hostOrigin }
      if (origin === this.frameOrigin) this.window.receive(message, sender, transfer as MessagePort[])
    },
  }

  readonly hostOrigin: string
  readonly frameOrigin: string

  constructor(hostOrigin: string, frameOrigin: string) {
    super()
    this.hostOrigin = hostOrigin
    this.frameOrigin = frameOrigin
  }

  load(window = this.window): void {
    this.window = window
    this.dispatchEvent(new Event('load'))
  }
}
