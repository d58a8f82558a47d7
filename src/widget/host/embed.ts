import { createWidget } from './widget.ts'

// Entry of /embed.js: puts the widget behind the script, with the options that stand in its data-* attributes.
const script = document.currentScript
if (!(script instanceof HTMLScriptElement) || script.closest('head'))
  throw new Error(
    'embed.js: load it by <script src="…/embed.js">, without type="module", in the body: it shows the search where it stands.',
  )
const given = Array.from(script.attributes, ({ name, value }) => [name, value] as const)
  .filter(([name]) => name.startsWith('data-'))
  .map(([name, value]) => [name.slice('data-'.length), value] as const)
const place = document.createElement('div')
script.after(place)
createWidget({
  site: new URL('.', script.src).href,
  root: place,
  target: place,
  given: Object.fromEntries(given),
})
