import { isLanguage, preferredLanguage, type Language } from './locale.ts'
import { speak } from './messages.ts'

const storageKey = 'language'

/** The one chosen here before, else the first of the browser's languages that the page speaks. */
function findPreferred(): Language {
  try {
    const chosen = localStorage.getItem(storageKey)
    if (chosen !== null && isLanguage(chosen)) return chosen
  } catch {
    // no storage: the browser's languages tell
  }
  return preferredLanguage()
}

/** Where the texts of another language cannot be fetched, the page begins in English. */
export const speakPreferred = () => speak(findPreferred()).catch(() => undefined)

/** @throws as `speak` does; the choice is then not kept */
export async function chooseLanguage(next: Language): Promise<void> {
  await speak(next)
  try {
    localStorage.setItem(storageKey, next)
  } catch {
    // no storage: the choice holds until the page is left
  }
}
