import { findEmbedder, type Embedder } from '../../core/embedders.ts'
import { AppError } from '../../core/errors.ts'
import {
  parseConnect,
  readRequest,
  widgetLimits,
  widgetVersion,
  type SharedAnswer,
  type WidgetAnswer,
  type WidgetError,
  type WidgetErrorCode,
  type WidgetEvent,
  type WidgetEvents,
  type WidgetReply,
  type WidgetRequest,
  type WidgetState,
} from '../../protocol/widget.ts'
import type { WidgetOptions } from '../options.ts'
import { readFrameOptions } from './frameOptions.ts'

/** The part of the frame's window that is needed. */
export interface FrameWindow {
  readonly parent: unknown
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

export interface HostLinkOptions {
  window: FrameWindow
  /** Messages that come before it is there wait. Where it fails nobody may connect; whoever loads it tells why. */
  embedders: Promise<readonly Embedder[]>
  getState(): WidgetState
  getShare(): WidgetOptions['share']
  /** @throws AppError whose message the host may read */
  onSearch(query: string): Promise<WidgetAnswer>
  onClear(): void | Promise<void>
  /** @param changes only what was given and fits */
  onConfig(changes: Partial<WidgetOptions>, warnings: readonly string[]): void | Promise<void>
  onFocus(): void
  now?: () => number
}

export interface HostLink {
  /** The host gets it if it is connected and may read it. Of `state` and `resize` it gets the last when it connects. */
  emit<Event extends Exclude<keyof WidgetEvents, 'ready'>>(event: Event, detail: WidgetEvents[Event]): void
  close(): void
  /** Messages that were neither taken nor answered. */
  readonly ignored: number
}

interface Connection {
  port: MessagePort
  embedder: Embedder
  /** Ids of calls that are not answered yet. */
  inFlight: Set<number>
}

type Outcome = { ok: true; output: unknown } | { ok: false; error: WidgetError }

/**
 * The frame's end of the protocol (protocol/widget.ts). To be created before the frame has loaded, as the host connects then. The first
 * host that may is taken, and no other after it. Strangers get no answer.
 */
export function createHostLink(options: HostLinkOptions): HostLink {
  const { window, getState, getShare, onSearch, onClear, onConfig, onFocus } = options
  const embedders = options.embedders.catch((): readonly Embedder[] => [])
  const countMessage = createRate(options.now ?? (() => performance.now()))
  const latest = new Map<WidgetEvent['event'], WidgetEvent>()
  let connection: Connection | undefined
  let isClosed = false
  let ignored = 0

  async function onWindowMessage({ source, origin, data, ports }: MessageEvent): Promise<void> {
    const connect = parseConnect(data)
    const [port, ...others] = ports
    if (source !== window.parent || !connect || !port || others.length > 0) return void ignored++
    const embedder = findEmbedder(await embedders, origin)
    if (!embedder || connection || isClosed) return void ignored++
    if (connect.version !== widgetVersion) {
      const message = `The frame speaks version ${widgetVersion}, the script of the page version ${connect.version}.`
      port.postMessage({ event: 'error', detail: { code: 'version', message } } satisfies WidgetEvent)
      return port.close()
    }
    connection = { port, embedder, inFlight: new Set() }
    const { inFlight } = connection
    port.onmessage = (event) => onPortMessage(event, port, inFlight)
    port.onmessageerror = () => void ignored++
    send({ event: 'ready', detail: { version: widgetVersion, state: readable(getState()) } })
    latest.forEach(send)
  }

  function onPortMessage({ data, ports }: MessageEvent, port: MessagePort, inFlight: Set<number>): void {
    const count = countMessage()
    const read = readRequest(data)
    // Where an id is in use, an answer would be taken for the one that is awaited.
    const isAnswerable = read.kind !== 'unknown' && !inFlight.has(read.id) && ports.length === 0
    if (!isAnswerable || count > 2 * widgetLimits.messagesPerSecond) return void ignored++
    const { id } = read
    const reply = (outcome: Outcome) => port.postMessage({ id, ...outcome } satisfies WidgetReply)
    if (count > widgetLimits.messagesPerSecond)
      return reply(
        refuse('too-many', `Expected at most ${widgetLimits.messagesPerSecond} messages a second.`),
      )
    if (read.kind === 'refused') return reply({ ok: false, error: read.error })
    inFlight.add(id)
    void answer(read.request).then((outcome) => {
      inFlight.delete(id)
      reply(outcome)
    })
  }

  async function answer(request: WidgetRequest): Promise<Outcome> {
    try {
      return await run(request)
    } catch (thrown) {
      // Words that nobody has chosen may hold anything, the query too.
      return refuse('failed', thrown instanceof AppError ? thrown.message : 'The frame failed.')
    }
  }

  async function run({ method, input }: WidgetRequest): Promise<Outcome> {
    switch (method) {
      case 'search': {
        const answer = await onSearch(input.query)
        return done((isShared() ? answer : { total: answer.total }) satisfies SharedAnswer)
      }
      case 'clear':
        await onClear()
        return done({})
      case 'getState':
        return done(readable(getState()))
      case 'setConfig': {
        const { options, warnings } = readFrameOptions(Object.entries(input))
        if (options.share === 'results' && !mayRead())
          return refuse('not-granted', 'The site lets this page embed it, but not read queries and results.')
        await onConfig(options, warnings)
        return done({ warnings })
      }
      case 'focus':
        onFocus()
        return done({})
    }
  }

  function send(message: WidgetEvent): void {
    const isPrivate = message.event === 'results' || message.event === 'select'
    if (isPrivate && !isShared()) return
    connection?.port.postMessage(
      message.event === 'state' ? { ...message, detail: readable(message.detail) } : message,
    )
  }

  const mayRead = () => connection?.embedder.reads === 'results'
  const isShared = () => mayRead() && getShare() === 'results'

  function readable({ query, ...state }: WidgetState): WidgetState {
    return query !== undefined && isShared() ? { ...state, query } : state
  }

  const listener = (event: MessageEvent) => void onWindowMessage(event)
  window.addEventListener('message', listener)

  return {
    emit(event, detail) {
      // TypeScript does not pair the two names.
      const message = { event, detail } as WidgetEvent
      if (event === 'state' || event === 'resize') latest.set(event, message)
      send(message)
    },
    close() {
      isClosed = true
      window.removeEventListener('message', listener)
      connection?.port.close()
      connection = undefined
    },
    get ignored() {
      return ignored
    },
  }
}

const done = (output: unknown): Outcome => ({ ok: true, output })

const refuse = (code: WidgetErrorCode, message: string): Outcome => ({ ok: false, error: { code, message } })

/** @returns a function that tells the how manieth it was within its second */
function createRate(now: () => number): () => number {
  let start = -Infinity
  let count = 0
  return () => {
    if (now() - start >= 1000) [start, count] = [now(), 0]
    return ++count
  }
}
