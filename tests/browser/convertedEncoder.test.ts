import { tinyMpnetContract, tinyMpnetFolder } from '../fixtures/tinyMpnet.ts'
import { openEncoder } from './encoderFiles.ts'

tinyMpnetContract('WebAssembly in the browser', () => openEncoder(tinyMpnetFolder, 'wasm'))
tinyMpnetContract('WebGPU in the browser', () => openEncoder(tinyMpnetFolder, 'webgpu'))
