import { AppError } from '../errors.ts'
import { readFields, readVarints, type Field } from './protobuf.ts'

/** What ONNX Runtime brings itself: the operators of ONNX under both of its names, and its own. */
const knownDomains = ['', 'ai.onnx', 'com.microsoft']
/** The newest that ONNX Runtime 1.30 reads. */
const maxOpset = 26
/** BERT of 24 layers, quantised, has about 1,500. */
const maxNodes = 20_000
const maxElements = 2 ** 31
const output = 'sentence_embedding'

/** Fields by their numbers in onnx.proto3. */
const model = { graph: 7, opsetImport: 8, trainingInfo: 20, functions: 25 }
const opset = { domain: 1, version: 2 }
const graph = { node: 1, initializer: 5, output: 12, sparseInitializer: 15 }
const node = { opType: 4, attribute: 5, domain: 7 }
const attribute = { t: 5, g: 6, tensors: 10, graphs: 11, sparseTensor: 22, sparseTensors: 23 }
const tensor = { dims: 1, externalData: 13, dataLocation: 14 }
const valueInfo = { name: 1, type: 2 }
const type = { tensorType: 1, shape: 2, dim: 1, dimValue: 1 }

/**
 * Looks through an ONNX file before ONNX Runtime gets it, and refuses what an encoder has no need of: data in other files or
 * at addresses, operators that are not part of ONNX Runtime, graphs within nodes and so loops and branches, functions of its
 * own, sizes beyond reason. Weights are passed over, so it takes no time; whether they are right is for hashes and the self-test.
 * @param what the file, for messages
 * @throws AppError `encoder-invalid`
 */
export function assertSafeModel(file: Uint8Array, dims: number, what: string): void {
  try {
    // ONNX Runtime takes a file for one of its own format by these letters, whatever else it is.
    if (toText(file.subarray(4, 8)) === 'ORTM') refuse('it is in the format of ONNX Runtime, not ONNX')
    checkModel(readFields(file), dims)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new AppError(
      'encoder-invalid',
      `${what} is not run: ${cause.message}. Get the model again, or make it with npm run model -- convert.`,
      { cause },
    )
  }
}

function checkModel(fields: readonly Field[], dims: number): void {
  if (messages(fields, model.functions).length > 0) refuse('it has functions of its own')
  if (messages(fields, model.trainingInfo).length > 0) refuse('it has graphs for training')
  const graphs = messages(fields, model.graph)
  const opsets = messages(fields, model.opsetImport)
  if (graphs.length === 0 || opsets.length === 0) refuse('it is no ONNX model, or is cut off')
  for (const message of opsets) {
    const imported = readFields(message)
    if (!knownDomains.slice(0, 2).includes(textOf(imported, opset.domain))) continue
    const version = Math.max(0, ...numbers(imported, opset.version))
    if (version < 1 || version > maxOpset)
      refuse(`it is of opset ${version}, and 1 to ${maxOpset} are known here`)
  }
  checkGraph(graphs.flatMap(readFields), dims)
}

function checkGraph(fields: readonly Field[], dims: number): void {
  const nodes = messages(fields, graph.node)
  if (nodes.length > maxNodes) refuse(`it has ${nodes.length} operators, and ${maxNodes} are the most`)
  for (const message of nodes) checkNode(readFields(message))
  for (const message of messages(fields, graph.initializer)) checkTensor(message)
  if (messages(fields, graph.sparseInitializer).length > 0) refuse('it has sparse tensors')

  const outputs = messages(fields, graph.output).map(readFields)
  const found = outputs.find((info) => textOf(info, valueInfo.name) === output)
  const names = outputs
    .slice(0, 5)
    .map((info) => `“${textOf(info, valueInfo.name)}”`)
    .join(', ')
  if (!found) return refuse(`it has no output ${output}; its outputs are ${names || 'none'}`)
  const width = widthOf(found)
  if (width !== undefined && width !== dims)
    refuse(`its output has ${width} dims, and by model.json it has ${dims}`)
}

function checkNode(fields: readonly Field[]): void {
  const [opType, domain] = [textOf(fields, node.opType), textOf(fields, node.domain)]
  if (!knownDomains.includes(domain))
    refuse(`the operator ${opType} of “${domain}” is no part of ONNX Runtime`)
  for (const message of messages(fields, node.attribute)) {
    const parts = readFields(message)
    const has = (number: number) => messages(parts, number).length > 0
    if (has(attribute.g) || has(attribute.graphs)) refuse(`the operator ${opType} runs a graph of its own`)
    if (has(attribute.sparseTensor) || has(attribute.sparseTensors)) refuse('it has sparse tensors')
    for (const number of [attribute.t, attribute.tensors]) messages(parts, number).forEach(checkTensor)
  }
}

function checkTensor(message: Uint8Array): void {
  const fields = readFields(message)
  const isExternal =
    messages(fields, tensor.externalData).length > 0 ||
    numbers(fields, tensor.dataLocation).some((at) => at !== 0)
  if (isExternal) refuse('it wants data from outside of the file')
  const elements = numbers(fields, tensor.dims).reduce((product, size) => product * size, 1)
  if (elements >= maxElements) refuse(`a tensor has ${elements} numbers`)
}

/** The last dim of the tensor that a ValueInfoProto describes, where it is fixed. */
function widthOf(info: readonly Field[]): number | undefined {
  const within = (fields: readonly Field[], number: number) => messages(fields, number).flatMap(readFields)
  const shape = within(within(within(info, valueInfo.type), type.tensorType), type.shape)
  const last = messages(shape, type.dim).at(-1)
  return last && numbers(readFields(last), type.dimValue).at(-1)
}

function messages(fields: readonly Field[], number: number): Uint8Array[] {
  return fields.flatMap((field) => (field.number === number && 'bytes' in field ? [field.bytes] : []))
}

/** One by one, or packed as proto3 writes them. */
function numbers(fields: readonly Field[], number: number): number[] {
  return fields.flatMap((field) => {
    if (field.number !== number) return []
    return 'bytes' in field ? readVarints(field.bytes) : [field.varint]
  })
}

function textOf(fields: readonly Field[], number: number): string {
  return toText(messages(fields, number).at(-1) ?? new Uint8Array())
}

/** Names that are known are short; one without end must not become a message. */
const toText = (bytes: Uint8Array) => new TextDecoder().decode(bytes.subarray(0, 100))

function refuse(reason: string): never {
  throw new RangeError(reason)
}
