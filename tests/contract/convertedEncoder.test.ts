import { findEncoder, openNodeEncoder } from '../../src/platform/node/encoder.ts'
import { openTransformersEmbedder } from '../../src/platform/transformers/embedder.ts'
import { tinyMpnetContract, tinyMpnetFolder } from '../fixtures/tinyMpnet.ts'

tinyMpnetContract('Node', () => openNodeEncoder(tinyMpnetFolder))

tinyMpnetContract('Node, the file for WebGPU', async () => {
  const { card, readFile } = await findEncoder(tinyMpnetFolder)
  return {
    card,
    embedder: await openTransformersEmbedder(card, { backend: 'node', file: 'webgpu', readFile }),
  }
})
