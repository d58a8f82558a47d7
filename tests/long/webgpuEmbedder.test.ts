import { embedderContract } from '../contract/embedderContract.ts'
import { openShippedEncoder } from '../browser/encoderFiles.ts'

// Minutes on software WebGPU, where a text of 512 tokens takes half a minute.
embedderContract('WebGPU in the browser', () => openShippedEncoder('webgpu'))
