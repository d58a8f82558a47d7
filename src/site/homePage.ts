import type { CatalogueEntry } from '../core/catalogue.ts'
import { escapeHtml } from './html.ts'
import { homePath, name, type Page } from './layout.ts'
import { readPngSize } from './pngSize.ts'

const picture = 'docs/images/results.png'

/** @param libraries all that the site offers */
export function toHomePage(libraries: CatalogueEntry[]): Page {
  const { width, height } = readPngSize(picture)
  return {
    path: homePath,
    title: name,
    description:
      'Search biomedical literature by meaning, in the browser, offline. Your question stays on your device.',
    html: `<main id="content" class="home" tabindex="-1">
<section class="hero">
<h1>Find biomedical literature by meaning, even without a network</h1>
<p class="lead">Ask in everyday words. The question is compared with the records on your own device, and is sent nowhere.</p>
<p><a class="button button-primary" href="app/">Open the app</a> <a class="button" href="#steps">How it works</a></p>
</section>
<section class="try" aria-labelledby="try">
<h2 id="try">Try it here</h2>
<p>A search over the sample notes: ${countSamples(libraries)} short texts written for this project, which are not publications. It
searches by words at once, and by meaning when you agree to fetch the model.</p>
<div class="live"><script src="app/embed.js" data-library="sample-notes" data-query="antibiotics for appendicitis" data-max-results="3" async></script></div>
<noscript><p class="note">The search compares texts on your device, which needs JavaScript.</p></noscript>
</section>
<section aria-labelledby="steps">
<h2 id="steps">In three steps</h2>
<ol class="steps">
<li><h3>Open the app once</h3><p>It stores itself, a model and a library in your browser. Each file is compared with its hash.</p></li>
<li><h3>Ask</h3><p>The model turns your question into a vector, on your device. The nearest records come first, and those that
share your words.</p></li>
<li><h3>See why</h3><p>Each result shows the sentence that is nearest, the MeSH headings it shares, and whether it was retracted.</p></li>
</ol>
<a href="app/"><img src="${picture}" alt="Results for a question in everyday words, among the sample notes" width="${width}" height="${height}" loading="lazy"></a>
</section>
${toLibraries(libraries)}<section aria-labelledby="limits">
<h2 id="limits">What it does not do</h2>
<ul>
<li>It gives no advice and no diagnosis. It finds records; reading and judging them is up to you.</li>
<li>It searches the libraries that you install, not all of PubMed.</li>
<li>The model is small and reads English. It brings records of one topic together, and is weaker where one detail decides:
<a href="model.html">its card</a> has the figures.</li>
<li>Browsers may clear what a site has stored. The app can show <a href="docs/offline.html">that it is ready</a> before you go offline.</li>
<li>The first visit fetches some 60 to 75 MB: program, model and library.</li>
</ul>
</section>
<section aria-labelledby="more">
<h2 id="more">More</h2>
<ul>
<li><a href="widget.html">Put the search into your own page</a> with one line.</li>
<li><a href="docs/command-line.html">Make a library</a> from PubMed files, or <a href="docs/using.html">in the app</a>.</li>
<li><a href="app/#benchmark">Measure it on your device</a>: the app's benchmark.</li>
<li><a href="docs/privacy.html">What leaves your device</a>, and how to check it.</li>
<li><a href="docs/demo-site.html">Put this site online yourself</a>: a folder of files, on any host.</li>
</ul>
</section>
</main>`,
  }
}

const isSample = ({ kind }: CatalogueEntry) => kind === 'sample-notes'

function countSamples(libraries: CatalogueEntry[]): string {
  return formatCount(libraries.find(isSample)?.records ?? 0)
}

/** Libraries of real records; nothing where there are none. */
function toLibraries(libraries: CatalogueEntry[]): string {
  const items = libraries
    .filter((library) => !isSample(library))
    .map(
      ({ title, records, libraryBytes, encoderBytes }) =>
        `<li><strong>${escapeHtml(title)}</strong>: ${formatCount(records)} records, ${formatMegabytes(libraryBytes)}, and ${formatMegabytes(encoderBytes)} for its model</li>`,
    )
  if (items.length === 0) return ''
  return `<section aria-labelledby="libraries">
<h2 id="libraries">Libraries of this site</h2>
<ul>
${items.join('\n')}
</ul>
<p>The app offers the largest one at the first visit. All of them stand on its page of libraries.</p>
<p><a class="button" href="app/#libraries">Install a library</a></p>
</section>
`
}

function formatCount(count: number): string {
  return count.toLocaleString('en')
}

function formatMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
}
