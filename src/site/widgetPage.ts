import { escapeHtml } from './html.ts'
import { widgetPath, type Page } from './layout.ts'

/** Stands for the address of a site that does not know its own yet. */
const exampleAddress = 'https://search.example/'

/** The widget in its three forms, and the lines to copy. */
export function toWidgetPage(address = exampleAddress): Page {
  const app = `${address}app/`
  return {
    path: widgetPath,
    title: 'Search for your site',
    description:
      'Put a search over biomedical literature into your own page: inline, in a dialog, or as a link.',
    html: `<main id="content" class="text" tabindex="-1">
<h1>Search for your site</h1>
<p>One line puts a search over a library of this site into a page of yours. It searches by words at once, and by meaning where its reader agrees.
<a href="docs/widget.html">All options, methods and events</a> have a page of their own, and
the <a href="app/configure.html">configurator</a> writes the lines for you.</p>
<script src="app/biohicl-search.js" async></script>
<noscript><p class="note">The examples need JavaScript.</p></noscript>

<h2 id="inline">In the page</h2>
<div class="live-empty"><biohicl-search library="sample-notes" max-results="3"></biohicl-search></div>
${toLines(`<script src="${app}embed.js" data-library="sample-notes" data-max-results="3" async></script>`)}

<h2 id="modal">In a dialog</h2>
<p>Behind a button, or a key: <kbd>Ctrl</kbd>+<kbd>K</kbd>, on a Mac <kbd>⌘</kbd>+<kbd>K</kbd>. It loads when it is first opened.</p>
<div class="live-small"><biohicl-search library="sample-notes" mode="modal" shortcut="Mod+K"><button type="button" class="button">Search the sample notes</button></biohicl-search></div>
${toLines(`<script src="${app}biohicl-search.js" async></script>
<biohicl-search library="sample-notes" mode="modal" shortcut="Mod+K">
  <button type="button">Search the sample notes</button>
</biohicl-search>`)}

<h2 id="link">As a link</h2>
<p>To the app, for pages that want no frame.</p>
<div class="live-small"><biohicl-search mode="link">Search biomedical literature</biohicl-search></div>
${toLines(`<script src="${app}biohicl-search.js" async></script>
<biohicl-search mode="link">Search biomedical literature</biohicl-search>`)}

<h2 id="others">On another site</h2>
<p>The same lines work there when the site is built with your origin in its list:</p>
${toLines('BIOHICL_EMBEDDERS="https://clinic.example" npm run build:site')}
<p>Without a list, pages on the same device alone may show it. A page with a policy needs these two entries:</p>
${toLines(`script-src ${new URL(app).origin}; frame-src ${new URL(app).origin}`)}
<p>On hosts that send no headers, such as GitHub Pages, browsers cannot hold others to the list. The frame then says in words that the page
around it is not on it, and tells that page nothing.</p>

<h2 id="learn">What is learnt</h2>
<p>The page around learns how many records were found, and the rest only where the list and the page both say so. This site
can tell which parts of the library were fetched, and so which words may have been asked for: see <a href="docs/privacy.html">privacy</a>.</p>
</main>`,
  }
}

function toLines(code: string): string {
  return `<pre tabindex="0"><code>${escapeHtml(code)}</code></pre>`
}
