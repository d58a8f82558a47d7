import * as v from 'valibot'

/**
 * Messages between a host page and the frame of the widget. The host hands one end of a MessageChannel to the frame, to its exact origin;
 * the frame takes it once, from its parent, where the parent's origin may embed. Everything else goes over that port.
 */
export const widgetVersion = 1

/** The only message that goes from window to window. One port comes along. */
export interface Connect {
  biohicl: 'connect'
  version: number
}

export interface WidgetContract {
  search: { input: { query: string }; output: SharedAnswer }
  clear: { input: NoInput; output: NoInput }
  getState: { input: NoInput; output: WidgetState }
  /** Options by name; null asks for the default. Those that do not fit change nothing, and a warning says why. */
  setConfig: { input: Record<string, string | number | boolean | null>; output: { warnings: string[] } }
  focus: { input: NoInput; output: NoInput }
}

export type WidgetMethod = keyof WidgetContract

export type NoInput = Record<never, never>

export type WidgetRequest = {
  [Method in WidgetMethod]: { id: number; method: Method; input: WidgetContract[Method]['input'] }
}[WidgetMethod]

export type WidgetReply =
  { id: number; ok: true; output: unknown } | { id: number; ok: false; error: WidgetError }

/** What the frame tells unasked. */
export interface WidgetEvents {
  /** The port is taken: calls are answered from now on. */
  ready: { version: number; state: WidgetState }
  state: WidgetState
  /** Only where results are shared. */
  results: WidgetAnswer
  /** The user has chosen a record. Only where results are shared. */
  select: { query: string; result: WidgetResult }
  /** In CSS pixels. */
  resize: { height: number }
  /** The user has pressed Escape where that closes nothing within the frame: the dialog around it is to go. */
  dismiss: NoInput
  error: WidgetError
}

export type WidgetEvent = {
  [Event in keyof WidgetEvents]: { event: Event; detail: WidgetEvents[Event] }
}[keyof WidgetEvents]

export interface WidgetError {
  code: WidgetErrorCode
  /** In words, without any of the query. */
  message: string
}

export type WidgetErrorCode =
  | 'invalid' // not of the form that is asked for
  | 'too-large'
  | 'too-many' // messages in one second
  | 'version' // host script and frame are of different versions
  | 'not-granted' // by the site's list of embedders
  | 'closed' // the frame is gone, or the connection was closed
  | 'failed'

export interface WidgetState {
  /** As `body[data-phase]` of the frame. */
  phase: string
  /** How far searching by meaning is: not to be had, or would have to be fetched, and so on. */
  meaning: 'none' | 'offered' | 'loading' | 'ready' | 'failed'
  /** What the last answer went by: words, or meaning too. */
  stage?: Stage
  /** Records that match, once there is an answer. */
  total?: number
  /** Only where results are shared. */
  query?: string
}

export type Stage = 'lexical' | 'semantic'

export interface WidgetAnswer {
  query: string
  stage: Stage
  /** Records that match, those beyond the list too. */
  total: number
  results: WidgetResult[]
}

/** All but the total only where results are shared. */
export type SharedAnswer = Pick<WidgetAnswer, 'total'> & Partial<WidgetAnswer>

export interface WidgetResult {
  rank: number
  pmid: string
  title: string
  journal?: string
  year?: number
  doi?: string
}

export const widgetLimits = {
  queryCharacters: 4000,
  /** Of all texts and names in a message. */
  messageCharacters: 64 * 1024,
  messagesPerSecond: 50,
  optionsPerMessage: 50,
} as const

const connectSchema = v.object({ biohicl: v.literal('connect'), version: v.number() })

/** @returns undefined where the message is something else */
export function parseConnect(data: unknown): Connect | undefined {
  const parsed = v.safeParse(connectSchema, data)
  return parsed.success ? parsed.output : undefined
}

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const noInput = v.strictObject({})
const optionValue = v.nullable(v.union([v.string(), v.number(), v.boolean()]))

const requestSchema = v.variant('method', [
  v.strictObject({ id, method: v.literal('search'), input: v.strictObject({ query: v.string() }) }),
  v.strictObject({ id, method: v.literal('clear'), input: noInput }),
  v.strictObject({ id, method: v.literal('getState'), input: noInput }),
  v.strictObject({
    id,
    method: v.literal('setConfig'),
    input: v.pipe(v.record(v.string(), optionValue), v.maxEntries(widgetLimits.optionsPerMessage)),
  }),
  v.strictObject({ id, method: v.literal('focus'), input: noInput }),
])

export type ReadRequest =
  | { kind: 'request'; id: number; request: WidgetRequest }
  | { kind: 'refused'; id: number; error: WidgetError }
  /** Not even a number to answer to. */
  | { kind: 'unknown' }

/** @param data of a message that came over the port */
export function readRequest(data: unknown): ReadRequest {
  const numbered = v.safeParse(v.object({ id }), data)
  if (!numbered.success) return { kind: 'unknown' }
  const { id: number } = numbered.output
  const refuse = (code: WidgetErrorCode, message: string): ReadRequest => ({
    kind: 'refused',
    id: number,
    error: { code, message },
  })
  const characters = countCharacters(data)
  if (characters === undefined) return refuse('invalid', 'Expected texts, numbers, lists and plain objects.')
  if (characters > widgetLimits.messageCharacters)
    return refuse('too-large', `Expected at most ${widgetLimits.messageCharacters} characters in a message.`)
  const parsed = v.safeParse(requestSchema, data)
  if (!parsed.success) {
    const issue = parsed.issues[0]
    return refuse('invalid', `${v.getDotPath(issue) ?? 'message'}: ${issue.message}.`)
  }
  const request = parsed.output
  if (request.method === 'search' && request.input.query.length > widgetLimits.queryCharacters)
    return refuse('too-large', `Expected at most ${widgetLimits.queryCharacters} characters in a query.`)
  return { kind: 'request', id: number, request }
}

/**
 * Counts until it is too much, so that neither size nor a circle matters.
 * @returns undefined where something is neither text, number, list nor plain object
 */
function countCharacters(message: unknown): number | undefined {
  const open = [message]
  let characters = 0
  while (open.length > 0 && characters <= widgetLimits.messageCharacters) {
    const value = open.pop()
    characters += typeof value === 'string' ? value.length : 1
    if (typeof value !== 'object' || value === null) continue
    if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return undefined
    for (const [name, member] of Object.entries(value)) {
      characters += name.length
      open.push(member)
    }
  }
  return characters
}
