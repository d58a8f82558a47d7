/** The worker of embedded pages: searches a library of the site by words, without installing it. */
import type { WordsContract } from '../protocol/words.ts'
import { serve } from '../rpc/serve.ts'
import { createWordHandlers } from './wordHandlers.ts'

serve<WordsContract>(self, createWordHandlers(new URL(import.meta.env.BASE_URL, self.location.href).href))
