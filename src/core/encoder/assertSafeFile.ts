import type { Bytes } from '../bytes.ts'
import { assertSafeModel } from './assertSafeModel.ts'
import { assertSafeTokenizer } from './assertSafeTokenizer.ts'
import type { EncoderCard } from './card.ts'

/**
 * Hashes say that a file is the one which was shipped, not that it does no harm: what runs a model or reads its tokenizer must
 * not be handed everything. The other files are read as JSON, or not at all.
 * @throws AppError `encoder-invalid`
 */
export function assertSafeFile(name: string, bytes: Bytes, card: EncoderCard): void {
  if (name.endsWith('.onnx')) assertSafeModel(bytes, card.dims, `${card.name}: ${name}`)
  if (name === 'tokenizer.json') assertSafeTokenizer(new TextDecoder().decode(bytes), `${card.name}: ${name}`)
}
