import { existsSync } from 'node:fs'

const wantedMajor = 24

/** Ends with a sentence when this Node cannot run the project, which is TypeScript as it stands. */
export function assertRuntime() {
  const major = Number(process.versions.node.split('.')[0])
  const hasPackages = existsSync(new URL('../node_modules/pg', import.meta.url))
  if (major >= wantedMajor && hasPackages) return
  process.stderr.write(
    hasPackages
      ? `This is Node ${process.versions.node}, and Rodnik needs Node ${wantedMajor} or newer.\n` +
          `On Linux (x64, arm64) it brings its own: start it through npm ("npm start"), after "npm install" without --omit=optional.\n` +
          `On other systems install Node ${wantedMajor} first.\n`
      : `The packages are not installed yet. Run "npm install" first.\n`,
  )
  process.exit(1)
}
