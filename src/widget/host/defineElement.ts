import { defineSearchElement } from './element.ts'

// Entry of /biohicl-search.js. A module is no current script; it finds itself by its name.
const script =
  document.currentScript ?? document.querySelector<HTMLScriptElement>('script[src*="/biohicl-search.js"]')
if (!(script instanceof HTMLScriptElement))
  throw new Error(
    'biohicl-search.js: load it by <script src="…/biohicl-search.js">, as it takes the address of its site from there.',
  )
defineSearchElement(new URL('.', script.src).href)
