/** The benchmark's page as one script, compiled for production like the app itself. */
import path from 'node:path'
import { rolldown } from 'rolldown'

let bundled: Promise<string> | undefined

export function pageScript(): Promise<string> {
  return (bundled ??= bundle())
}

export const pageHtml = (script: string): string =>
  `<!doctype html><meta charset="utf-8"><title>bench</title><body><script type="module" src="${script}"></script>`

async function bundle(): Promise<string> {
  const build = await rolldown({
    input: path.join(import.meta.dirname, 'page.ts'),
    platform: 'browser',
    treeshake: true,
    transform: { define: { 'process.env.NODE_ENV': '"production"', 'process.env.RODNIK_BUILD_ID': '"bench"' } },
    logLevel: 'silent',
  })
  try {
    const { output } = await build.generate({ format: 'esm', minify: true, codeSplitting: false })
    return output[0].code
  } finally {
    await build.close()
  }
}
