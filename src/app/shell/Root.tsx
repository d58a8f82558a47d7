import { useLayoutEffect, useSyncExternalStore, type ComponentProps } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { language, type Language } from '../messages/locale.ts'
import { App } from './App.tsx'

/** How the components' own words and the writing of numbers follow the language of the page. */
const locales: Record<Language, string> = { en: 'en-US', de: 'de-DE' }

/** The page in its language: all of it is drawn anew when that changes. */
export function Root(props: ComponentProps<typeof App>) {
  const now = useSyncExternalStore(language.subscribe, language.get)
  useLayoutEffect(() => void (document.documentElement.lang = now), [now])
  return (
    <I18nProvider locale={locales[now]}>
      <App key={now} {...props} />
    </I18nProvider>
  )
}
