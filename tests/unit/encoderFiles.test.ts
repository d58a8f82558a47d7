import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assertSafeModel } from '../../src/core/encoder/assertSafeModel.ts'
import { assertSafeTokenizer } from '../../src/core/encoder/assertSafeTokenizer.ts'
import { tinyMpnetFolder } from '../fixtures/tinyMpnet.ts'
import { encodeMessage, encodeOnnx, toNode, type Message } from '../fakes/onnxModel.ts'
import { refusalOf } from '../fakes/refusal.ts'

const dims = 8
const realModel = readFileSync(`${tinyMpnetFolder}/onnx/model.onnx`)
const text = (value: string) => new TextEncoder().encode(value)

function refuseModel(bytes: Uint8Array, expectedDims = dims): string {
  const { code, message } = refusalOf(() => assertSafeModel(bytes, expectedDims, 'toy: model.onnx'))
  expect(code).toBe('encoder-invalid')
  expect(message).toMatch(/^toy: model\.onnx is not run: .*Get the model again/)
  return message
}

/** A tensor of the graph. */
const weights = (...fields: Message): Message => [[5, [[2, 1], [8, 'far'], ...fields]]]
const external = (key: string, value: string): Message => [
  [
    13,
    [
      [1, key],
      [2, value],
    ],
  ],
]
const emptyGraph: Message = [[1, [[4, 'Loop']]]]

const hostile: [what: string, bytes: Uint8Array, words: RegExp][] = [
  ['23: a web page', text('<!doctype html><title>Sign in</title>'), /type|cut off/],
  ['24: nothing', new Uint8Array(), /no ONNX model/],
  [
    '27: weights in a file above',
    encodeOnnx({ graph: weights(...external('location', '../../etc/passwd')) }),
    /outside/,
  ],
  [
    '27: weights at an address',
    encodeOnnx({ graph: weights(...external('location', 'http://example.org/w')) }),
    /outside/,
  ],
  ['27: weights that say they are elsewhere', encodeOnnx({ graph: weights([14, 1]) }), /outside/],
  [
    '27: a constant in a file above',
    encodeOnnx({ graph: toNode('Constant', [[5, external('location', '../w')]]) }),
    /outside/,
  ],
  [
    '28: a tensor of 2^31 numbers',
    encodeOnnx({ graph: weights([1, 65_536], [1, 32_768]) }),
    /2147483648 numbers/,
  ],
  [
    '28: a tensor whose size wraps to 0',
    encodeOnnx({ graph: weights([1, 2 ** 32], [1, 2 ** 32]) }),
    /numbers/,
  ],
  [
    '28: a tensor whose size is packed',
    encodeOnnx({ graph: weights([1, Uint8Array.of(128, 128, 4, 128, 128, 4)]) }),
    /4294967296 numbers/,
  ],
  ['28: a tensor of -1 numbers', encodeOnnx({ graph: weights([1, -1]) }), /numbers/],
  ...['Loop', 'If', 'Scan'].map((opType): [string, Uint8Array, RegExp] => [
    `29: a ${opType}`,
    encodeOnnx({ graph: toNode(opType, [[6, emptyGraph]]) }),
    new RegExp(`${opType} runs a graph`),
  ]),
  ['29: a list of graphs', encodeOnnx({ graph: toNode('Any', [[11, emptyGraph]]) }), /runs a graph/],
  ['29: a function of its own', encodeOnnx({ model: [[25, [[1, 'again']]]] }), /functions/],
  [
    '30: an operator of its own',
    encodeOnnx({ graph: toNode('Shell', [], 'evil.example') }),
    /Shell of “evil\.example”/,
  ],
  ['31: an output of 383 dims', encodeOnnx({ dims: 383 }), /383 dims, and by model\.json it has 8/],
  [
    '32: an output of another name',
    encodeOnnx({ output: 'logits' }),
    /no output sentence_embedding.*“logits”/,
  ],
  [
    '32: two outputs of other names',
    encodeOnnx({ output: 'logits', graph: [[12, [[1, 'hidden']]]] }),
    /“hidden”, “logits”/,
  ],
  ['37: opset 99', encodeOnnx({ opset: 99 }), /opset 99/],
  [
    '37: opset 99 beside another',
    encodeOnnx({
      model: [
        [
          8,
          [
            [1, 'ai.onnx'],
            [2, 99],
          ],
        ],
      ],
    }),
    /opset 99/,
  ],
  ['37: opset 0', encodeOnnx({ opset: 0 }), /opset 0/],
  ['graphs for training', encodeOnnx({ model: [[20, [[1, []]]]] }), /training/],
  ['sparse weights', encodeOnnx({ graph: [[15, [[3, 9]]]] }), /sparse/],
  ['a sparse constant', encodeOnnx({ graph: toNode('Constant', [[22, [[3, 9]]]]) }), /sparse/],
  [
    'the format of ONNX Runtime',
    encodeMessage([
      [2, 'ab'],
      [2, 'xxORTM'],
      [7, []],
      [8, [[2, 18]]],
    ])
      .with(4, 79)
      .with(5, 82)
      .with(6, 84)
      .with(7, 77),
    /format of ONNX Runtime/,
  ],
  [
    'operators without end',
    encodeOnnx({ graph: Array.from({ length: 20_001 }, () => [1, []] as const) }),
    /20002 operators/,
  ],
  ['fields without end', new Uint8Array(1_000_000).map((_, i) => (i % 2 ? 0 : 0x42)), /too many fields/],
  ['a group, which protobuf has given up', Uint8Array.of(0x0b, 0x0c), /unknown type/],
]

describe('a model file', () => {
  it.each([
    ['model.onnx', 32],
    ['model_quantized.onnx', 32],
  ])('passes as it was exported: %s', (name, width) => {
    assertSafeModel(readFileSync(`${tinyMpnetFolder}/onnx/${name}`), width, name)
  })

  it('32: may have other outputs beside the one that is read', () => {
    assertSafeModel(encodeOnnx({ graph: [[12, [[1, 'token_embeddings']]]] }), dims, 'toy')
  })

  it('may have operators of ONNX Runtime, and a width that is not fixed', () => {
    assertSafeModel(encodeOnnx({ graph: toNode('FusedMatMul', [], 'com.microsoft') }), dims, 'toy')
    const free: Message = [
      [7, [[12, [[1, 'sentence_embedding']]]]],
      [8, [[2, 18]]],
    ]
    assertSafeModel(encodeMessage(free), dims, 'toy')
  })

  it.each(hostile)('is refused with %s', (_what, bytes, words) => {
    expect(refuseModel(bytes)).toMatch(words)
  })

  it.each([0.1, 0.5, 0.9999])('25: is refused when it is cut off after %d of it', (share) => {
    refuseModel(realModel.subarray(0, Math.floor(realModel.length * share)), 32)
  })

  it('25: is refused wherever it is cut off within its graph', () => {
    const whole = encodeOnnx()
    for (let length = 0; length < whole.length; length++) refuseModel(whole.subarray(0, length))
  })

  it('26: with a bit flipped is refused or passes, and nothing else happens: its hash tells', () => {
    fc.assert(
      fc.property(fc.nat(realModel.length - 1), fc.nat(7), (at, bit) => {
        const bytes = Uint8Array.from(realModel)
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
        try {
          assertSafeModel(bytes, 32, 'tiny')
        } catch (thrown) {
          expect(thrown).toMatchObject({ name: 'AppError', code: 'encoder-invalid' })
        }
      }),
    )
  })
})

const wordPiece = { type: 'WordPiece', unk_token: '[UNK]', vocab: { '[UNK]': 0, a: 1 } }
const split = (pattern: object) => ({ type: 'Sequence', pretokenizers: [{ type: 'Split', pattern }] })

function refuseTokenizer(tokenizer: unknown): string {
  const { code, message } = refusalOf(() =>
    assertSafeTokenizer(JSON.stringify(tokenizer), 'toy: tokenizer.json'),
  )
  expect(code).toBe('encoder-invalid')
  expect(message).toMatch(/^toy: tokenizer\.json/)
  return message
}

describe('a tokenizer file', () => {
  it.each([
    ['WordPiece, as shipped', readFileSync('models/biohicl-small/tokenizer.json', 'utf8')],
    ['WordPiece of an MPNet', readFileSync(`${tinyMpnetFolder}/tokenizer.json`, 'utf8')],
    [
      'BPE over bytes',
      JSON.stringify({ model: { type: 'BPE', unk_token: null, vocab: { a: 0 }, merges: [] } }),
    ],
    [
      'Unigram, with the pattern of SentencePiece',
      JSON.stringify({
        model: {
          type: 'Unigram',
          unk_id: 0,
          vocab: [
            ['<unk>', 0],
            ['a', -1.5],
          ],
        },
        normalizer: {
          type: 'Sequence',
          normalizers: [{ type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' }],
        },
      }),
    ],
  ])('passes: %s', (_what, json) => {
    assertSafeTokenizer(json, 'tokenizer.json')
  })

  it.each([
    [
      '34: an id beyond int64',
      { model: { ...wordPiece, vocab: { '[UNK]': 0, a: 2 ** 64 } } },
      /id of a token/,
    ],
    [
      '34: an id that is not whole',
      { model: { ...wordPiece, vocab: { '[UNK]': 0, a: 1.5 } } },
      /id of a token/,
    ],
    ['34: an id below 0', { model: wordPiece, added_tokens: [{ id: -1, content: 'b' }] }, /id of a token/],
    [
      '35: one id for two tokens',
      { model: { ...wordPiece, vocab: { '[UNK]': 0, a: 1, b: 1 } } },
      /two tokens have the id 1/,
    ],
    [
      '35: one id for two tokens, of which one was added',
      { model: wordPiece, added_tokens: [{ id: 1, content: 'b' }] },
      /the id 1/,
    ],
    ['35: no [UNK]', { model: { ...wordPiece, vocab: { a: 1 } } }, /no token for what is unknown/],
    [
      '35: no [UNK], as none is named',
      { model: { type: 'WordPiece', vocab: { a: 1 } } },
      /no token for what is unknown/,
    ],
    [
      '35: no unknown token of Unigram',
      { model: { type: 'Unigram', vocab: [['a', 0]], unk_id: 7 } },
      /unknown/,
    ],
    [
      '35: a million merges',
      { model: { type: 'BPE', vocab: { a: 0 }, merges: new Array(1_000_000).fill('a b') } },
      /model\.merges/,
    ],
    [
      '35: a million tokens',
      { model: { type: 'Unigram', unk_id: 0, vocab: new Array(1_000_000).fill(['a', 0]) } },
      /1000000 tokens/,
    ],
    [
      '35: a slow pattern',
      { model: wordPiece, pre_tokenizer: split({ Regex: '(a+)+$' }) },
      /not known to be quick/,
    ],
    [
      '35: words without end',
      { model: { ...wordPiece, max_input_chars_per_word: 1e9 } },
      /max_input_chars_per_word/,
    ],
    ['a model of another kind', { model: { ...wordPiece, type: 'Lisp' } }, /model\.type/],
    ['tokens that are no texts', { model: { type: 'Unigram', unk_id: 0, vocab: [7] } }, /no text/],
  ])('is refused with %s', (_what, tokenizer, words) => {
    expect(refuseTokenizer(tokenizer)).toMatch(words)
  })

  it('35: is refused with a slow pattern at any depth', () => {
    const depth = 5000
    const steps = `${'{"a":['.repeat(depth)}{"Regex":"(a+)+$"}${']}'.repeat(depth)}`
    const json = JSON.stringify({ model: wordPiece }).replace('{', `{"normalizer":${steps},`)
    expect(refusalOf(() => assertSafeTokenizer(json, 'x')).message).toMatch(/not known to be quick/)
  })
})
