import { encoderIdText, parseEncoderCard, type EncoderCard } from '../core/encoder/card.ts'
import { AppError } from '../core/errors.ts'
import { sha256OfText } from './hash.ts'

/**
 * Reads a model card and checks that its id is the hash of what it says of itself.
 * @throws AppError `encoder-invalid`
 */
export async function loadEncoderCard(json: string): Promise<EncoderCard> {
  const card = parseEncoderCard(json)
  const expected = await sha256OfText(encoderIdText(card))
  if (card.id !== expected) {
    throw new AppError(
      'encoder-invalid',
      `model.json of ${card.name}: id ${card.id} is not the hash of its parts, which is ${expected}. Export it again.`,
    )
  }
  return card
}

/** Two encoders of one name and one dimension can still put a text at different places: only the id decides. */
export function assertSameEncoder(
  library: { title: string; encoder: { id: string; name: string } },
  card: EncoderCard,
): void {
  if (library.encoder.id === card.id) return
  throw new AppError(
    'encoder-mismatch',
    `“${library.title}” was made with the encoder ${library.encoder.name} (${library.encoder.id.slice(0, 12)}…), ` +
      `but the one at hand is ${card.name} (${card.id.slice(0, 12)}…). Scores between them mean nothing: ` +
      `install the library's encoder, or make the library anew with this one: ` +
      `npm run library -- reencode DIR --encoder DIR.`,
  )
}
