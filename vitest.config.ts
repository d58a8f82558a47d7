import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumArgs, chromiumPath, isolationHeaders } from './src/platform/node/chromiumOptions.ts'

const headers = { ...isolationHeaders, 'Cross-Origin-Resource-Policy': 'same-origin' }

// A flaky test is a bug: nothing is tried twice.
const shared = { retry: 0, testTimeout: 20_000, hookTimeout: 60_000 }

const inBrowser = {
  ...shared,
  browser: {
    enabled: true,
    headless: true,
    screenshotFailures: false,
    provider: playwright({ launchOptions: { executablePath: chromiumPath, args: chromiumArgs } }),
    instances: [{ browser: 'chromium' as const }],
  },
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/fixedSeed.ts'],
        },
      },
      {
        test: { ...shared, name: 'contract', include: ['tests/contract/**/*.test.ts'], testTimeout: 120_000 },
      },
      {
        test: {
          ...shared,
          name: 'golden',
          include: ['tests/golden/**/*.test.ts'],
          testTimeout: 300_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/globalSetup.ts'],
          // Drives Chromium through playwright-core against the built site; one page has the machine at a time.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 600_000,
        },
      },
      {
        extends: './vite.config.ts',
        server: { headers },
        test: {
          ...inBrowser,
          name: 'browser',
          globalSetup: ['tests/globalSetup.ts'],
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          testTimeout: 120_000,
        },
      },
      {
        extends: './vite.config.ts',
        server: { headers },
        test: {
          ...inBrowser,
          name: 'long',
          globalSetup: ['tests/globalSetup.ts'],
          include: ['tests/long/**/*.test.ts'],
          exclude: ['tests/long/**/*.site.test.ts'],
          testTimeout: 900_000,
        },
      },
      {
        // Drives Chromium from Node, as e2e does.
        test: {
          ...shared,
          name: 'long-site',
          include: ['tests/long/**/*.site.test.ts'],
          globalSetup: ['tests/globalSetup.ts'],
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 3_600_000,
        },
      },
    ],
  },
})
