import { englishParts } from './en/englishParts.ts'
import { language } from './locale.ts'
import { translatedParts } from './messages.ts'

export type PartMessages = typeof englishParts

/** As `messages`, for the parts of the page that are fetched when they are opened: their English comes with them. */
export let partMessages: PartMessages = translatedParts ?? englishParts

language.subscribe(() => {
  partMessages = translatedParts ?? englishParts
})
