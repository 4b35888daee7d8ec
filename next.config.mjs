// The web app is a static export: every page is a client page over the device's own data, and the sync server serves the
// files. webpack, not Turbopack, because the service worker is compiled and given its list by a webpack plugin.

import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js'
import path from 'node:path'
import { InjectManifest } from 'workbox-webpack-plugin'

/** @param {string} phase @returns {import('next').NextConfig} */
export default function config(phase) {
  const isDevelopment = phase === PHASE_DEVELOPMENT_SERVER
  return {
    reactStrictMode: true,
    poweredByHeader: false,
    // `npm run typecheck` checks the whole project once; checking it again in every build would only make starting slow.
    // Next writes into the file it is given; it gets one of its own.
    typescript: { ignoreBuildErrors: true, tsconfigPath: 'tsconfig.next.json' },
    // The name of the build is a hash of its sources (scripts/source-fingerprint.ts): the same sources give the same files.
    generateBuildId: () => process.env.RODNIK_BUILD_ID ?? 'development',
    // What a device reports as its version (S11): enough of the name to tell two builds apart.
    env: { RODNIK_BUILD_ID: process.env.RODNIK_BUILD_ID?.slice(0, 8) ?? 'development' },
    images: { unoptimized: true },
    // The layout is rendered by the build and would otherwise pull every component of the library into every page.
    experimental: { optimizePackageImports: ['@mantine/core', '@mantine/hooks'] },
    ...(isDevelopment ? developmentOnly() : { output: 'export' }),
    webpack(webpackConfig, { isServer }) {
      if (!isServer && !isDevelopment) webpackConfig.plugins.push(serviceWorker())
      return webpackConfig
    },
  }
}

/** In development Next serves the pages and hands the API to the sync server, which `npm run dev` starts beside it. */
function developmentOnly() {
  const server = process.env.RODNIK_SYNC_SERVER ?? 'http://127.0.0.1:3001'
  return {
    compress: false, // would hold back the live stream
    rewrites: async () => [{ source: '/api/:path*', destination: `${server}/api/:path*` }],
  }
}

/** Scripts, styles and fonts are listed here; pages are written after webpack and added by scripts/finish-export.ts. */
function serviceWorker() {
  return new InjectManifest({
    swSrc: path.resolve(import.meta.dirname, 'app/_pwa/sw.ts'),
    swDest: 'sw.js',
    include: [/^static\//],
    // Polyfills are for browsers without modules; the rest belongs to the pages router, which we do not use.
    exclude: [/\.map$/, /Manifest\.js$/, /\/polyfills-/, /\/chunks\/main-[0-9a-f]+\.js$/, /\/chunks\/pages\//],
    // Names under static/ carry the hash of their content.
    dontCacheBustURLsMatching: /\/static\//,
    maximumFileSizeToCacheInBytes: 8_000_000,
  })
}
