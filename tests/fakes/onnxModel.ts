import { concatBytes, type Bytes } from '../../src/core/bytes.ts'

/** A protobuf message by the numbers of its fields: numbers become varints, texts and messages get their length. */
export type Message = readonly (readonly [field: number, value: number | string | Bytes | Message])[]

export function encodeMessage(message: Message): Bytes {
  return concatBytes(
    message.map(([field, value]) => {
      if (typeof value === 'number') return concatBytes([varint(field * 8), varint(value)])
      const bytes =
        typeof value === 'string'
          ? new TextEncoder().encode(value)
          : value instanceof Uint8Array
            ? value
            : encodeMessage(value)
      return concatBytes([varint(field * 8 + 2), varint(bytes.length), bytes])
    }),
  )
}

/** A size of -1 has ten bytes, as int64 has; the last digits of others above 2^53 are lost. */
function varint(value: number): Bytes {
  let rest = BigInt.asUintN(64, BigInt(value))
  const bytes: number[] = []
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
  return Uint8Array.from([...bytes, Number(rest)])
}

/** A node, for the graph of `encodeOnnx`. */
export function toNode(opType: string, attribute: Message = [], domain = ''): Message {
  const fields: Message = [
    [4, opType],
    [7, domain],
    [5, attribute],
  ]
  return [[1, fields]]
}

/** What repeats without end has a graph of its own. */
export const loop = toNode('Loop', [[6, []]])

interface OnnxParts {
  /** Into the model, beside its graph and the opset. */
  model?: Message
  /** Into the graph, beside its node, its weights and its output. */
  graph?: Message
  opset?: number
  output?: string
  dims?: number
  weights?: Bytes
}

/** ONNX by onnx.proto3 that is well formed, though no encoder: one node, one tensor of weights, one output. */
export function encodeOnnx({
  model = [],
  graph = [],
  opset = 18,
  output = 'sentence_embedding',
  dims = 8,
  weights = new Uint8Array(4),
}: OnnxParts = {}): Bytes {
  const tensor: Message = [
    [1, weights.length],
    [2, 3],
    [8, 'weights'],
    [9, weights],
  ]
  const type: Message = [
    [
      1,
      [
        [1, 1],
        [
          2,
          [
            [1, [[2, 'batch']]],
            [1, [[1, dims]]],
          ],
        ],
      ],
    ],
  ]
  const node: Message = [
    [1, 'input_ids'],
    [2, output],
    [4, 'Cast'],
  ]
  const all: Message = [
    [1, 8],
    [
      7,
      [
        [1, node],
        ...graph,
        [5, tensor],
        [
          12,
          [
            [1, output],
            [2, type],
          ],
        ],
      ],
    ],
    [8, [[2, opset]]],
    ...model,
  ]
  return encodeMessage(all)
}
