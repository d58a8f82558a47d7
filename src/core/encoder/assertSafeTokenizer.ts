import * as v from 'valibot'
import { AppError } from '../errors.ts'
import { parseJson } from '../parseJson.ts'

/** XLM-RoBERTa, whose vocabulary is among the largest, has 250,000 tokens; merges are about as many. */
const most = 500_000

/** Looked through below: a schema would take longer than all of the rest. */
const vocabulary = v.custom<object>((input) => typeof input === 'object' && input !== null)
const unknownToken = v.nullish(v.string())

const tokenizerSchema = v.object({
  added_tokens: v.optional(v.array(v.object({ id: v.number(), content: v.string() })), []),
  model: v.variant('type', [
    v.object({
      type: v.literal('WordPiece'),
      vocab: vocabulary,
      unk_token: unknownToken,
      // Longer words are unknown at once; shorter ones take the square of their length.
      max_input_chars_per_word: v.optional(v.pipe(v.number(), v.maxValue(1000))),
    }),
    v.object({
      type: v.literal('BPE'),
      vocab: vocabulary,
      unk_token: unknownToken,
      merges: v.pipe(v.array(v.unknown()), v.maxLength(most)),
    }),
    v.object({ type: v.literal('Unigram'), vocab: v.array(v.unknown()), unk_id: v.nullish(v.number()) }),
  ]),
  normalizer: v.optional(v.unknown()),
  pre_tokenizer: v.optional(v.unknown()),
})

/** What a pattern may cost is not seen by looking at it: only these are taken. SentencePiece's normaliser has it. */
const knownPatterns = [' {2,}']

/**
 * Looks through a tokenizer.json before the tokenizer library gets it: ids that are whole and told once, a token for what is
 * unknown, sizes within reason, and no regular expression that a text could make slow.
 * @param what the file, for messages
 * @throws AppError `encoder-invalid`
 */
export function assertSafeTokenizer(json: string, what: string): void {
  const where = { what, code: 'encoder-invalid' } as const
  const { model, added_tokens: added, ...steps } = parseJson(json, tokenizerSchema, where)
  const refuse = (reason: string): never => {
    throw new AppError('encoder-invalid', `${what} is not used: ${reason}. Get the model again.`)
  }

  // Unigram has a list of tokens with their scores, in which the place is the id.
  const vocab: [token: unknown, id: unknown][] =
    model.type === 'Unigram'
      ? model.vocab.map((entry, place) => [Array.isArray(entry) ? entry[0] : undefined, place])
      : Object.entries(model.vocab)
  if (vocab.length > most) refuse(`it has ${vocab.length} tokens, and ${most} are the most`)
  const tokens = new Map<unknown, unknown>()
  for (const [token, id] of [...vocab, ...added.map(({ content, id }) => [content, id] as const)]) {
    if (typeof token !== 'string') refuse('a token is no text')
    if (!Number.isInteger(id) || Number(id) < 0 || Number(id) > 2 * most)
      refuse('the id of a token is out of range')
    if ((tokens.get(id) ?? token) !== token) refuse(`two tokens have the id ${String(id)}`)
    tokens.set(id, token)
  }
  const unknown = model.type === 'Unigram' ? tokens.get(model.unk_id) : model.unk_token
  // BPE over bytes has none, as it knows every byte.
  const mayLackIt = model.type === 'BPE' && !unknown
  if (!mayLackIt && ![...tokens.values()].includes(unknown)) refuse('it has no token for what is unknown')

  for (const pattern of findPatterns(steps))
    if (!knownPatterns.includes(pattern)) refuse('a pattern in it is not known to be quick')
}

/** Each `{ "Regex": … }`, at whatever depth. */
function findPatterns(steps: unknown): string[] {
  const found: string[] = []
  const left = [steps]
  while (left.length > 0) {
    const part = left.pop()
    if (typeof part !== 'object' || part === null) continue
    if ('Regex' in part) found.push(String(part.Regex))
    for (const member of Object.values(part)) left.push(member)
  }
  return found
}
