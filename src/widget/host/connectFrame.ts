import type {
  Connect,
  WidgetContract,
  WidgetErrorCode,
  WidgetEvent,
  WidgetMethod,
  WidgetReply,
  WidgetRequest,
} from '../../protocol/widget.ts'

/** Why a call was not answered as it should. */
export class WidgetFailure extends Error {
  override readonly name = 'WidgetFailure'
  readonly code: WidgetErrorCode

  constructor(code: WidgetErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/** The part of an iframe that is needed. */
export interface HostedFrame {
  readonly contentWindow: {
    postMessage(message: unknown, origin: string, transfer: Transferable[]): void
  } | null
  addEventListener(type: 'load', listener: () => void): void
  removeEventListener(type: 'load', listener: () => void): void
}

export interface FrameLink {
  /**
   * Waits until the frame listens.
   * @throws WidgetFailure with the code of the frame; `failed` where no answer comes in time; `closed` where the frame has gone
   */
  call<Method extends WidgetMethod>(
    method: Method,
    input: WidgetContract[Method]['input'],
  ): Promise<WidgetContract[Method]['output']>
  close(): void
}

interface Call {
  request: WidgetRequest
  resolve(output: never): void
  reject(failure: unknown): void
}

/**
 * The page's end of the protocol (protocol/widget.ts). To be called before the frame has loaded: the frame listens by then, so each time it
 * has loaded it is sent one end of a new channel.
 * @param origin of the frame; nobody else receives the channel, wherever the frame has gone
 */
export function connectFrame(
  frame: HostedFrame,
  origin: string,
  onEvent: (message: WidgetEvent) => void,
  timeoutMs = 30_000,
): FrameLink {
  /** Not answered yet, by id. All of them were sent when the frame is ready, none before. */
  const calls = new Map<number, Call>()
  let port: MessagePort | undefined
  let isReady = false
  let isClosed = false
  let nextId = 1

  function onLoad(): void {
    disconnect()
    const { port1, port2 } = new MessageChannel()
    port = port1
    port1.onmessage = ({ data }: MessageEvent<WidgetEvent | WidgetReply>) => onMessage(data)
    // Where browsers tell of it, nobody has to wait until it is too late.
    port1.addEventListener('close', () => {
      if (port === port1) disconnect()
    })
    frame.contentWindow?.postMessage({ biohicl: 'connect', version: 1 } satisfies Connect, origin, [port2])
  }

  function onMessage(message: WidgetEvent | WidgetReply): void {
    if ('id' in message) {
      const call = calls.get(message.id)
      calls.delete(message.id)
      if (message.ok) call?.resolve(message.output as never)
      else call?.reject(new WidgetFailure(message.error.code, message.error.message))
      return
    }
    if (message.event === 'ready') {
      isReady = true
      calls.forEach(send)
    } else if (message.event === 'error' && !isReady) {
      rejectAll(message.detail.code, message.detail.message)
    }
    onEvent(message)
  }

  function send({ request, reject }: Call): void {
    try {
      port?.postMessage(request)
    } catch (error) {
      reject(new WidgetFailure('invalid', String(error))) // it cannot be copied
    }
  }

  /** Whoever has asked the document that was there gets no answer any more. */
  function disconnect(): void {
    port?.close()
    port = undefined
    if (isReady) rejectAll('closed', 'The frame is gone.')
    isReady = false
  }

  function rejectAll(code: WidgetErrorCode, message: string): void {
    const rejected = [...calls.values()]
    calls.clear()
    rejected.forEach(({ reject }) => reject(new WidgetFailure(code, message)))
  }

  frame.addEventListener('load', onLoad)

  return {
    call(method, input) {
      return new Promise((resolve, reject) => {
        if (isClosed) return reject(new WidgetFailure('closed', 'The frame is gone.'))
        const id = nextId++
        const call: Call = { request: { id, method, input } as WidgetRequest, resolve, reject }
        calls.set(id, call)
        setTimeout(() => {
          if (calls.delete(id))
            reject(
              new WidgetFailure('failed', `No answer within ${timeoutMs / 1000} s. May this page embed it?`),
            )
        }, timeoutMs)
        if (isReady) send(call)
      })
    },
    close() {
      isClosed = true
      frame.removeEventListener('load', onLoad)
      disconnect()
      rejectAll('closed', 'The frame is gone.')
    },
  }
}
