// `npm run build:widget`: the npm package of the widget, into packages/widget/dist.
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { root, run, runMain, SetupError } from './process.mjs'

const folder = join(root, 'packages/widget')
const sources = join(root, 'src/widget/package')

async function main() {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: folder,
    build: {
      target: 'es2023',
      lib: {
        entry: { index: join(sources, 'index.ts'), react: join(sources, 'react.ts') },
        formats: ['es'],
      },
      minify: false, // whoever bundles it does
      rollupOptions: {
        external: 'react',
        output: {
          chunkFileNames: '[name].js',
          // Where pages are put together on a server, a component with effects belongs to the browser.
          banner: ({ name }) => (name === 'react' ? "'use client'" : ''),
        },
      },
    },
  })
  const { code } = await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder], {
    label: 'tsc',
  })
  if (code !== 0) throw new SetupError('The types were not written.', 'Mend what tsc names above.')
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
}

await runMain(main)
