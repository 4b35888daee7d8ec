/** Breaking text into lines of so many letters. The text is in letters of a code page, so each takes one column. */
import { noBreakSpace } from './transliterate.ts'

/** At spaces where it can be, within a word where it must be. A no-break space holds; it is a plain space afterwards. */
export function wrap(text: string, width: number): string[] {
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line.trimEnd(), width))
    .map((line) => line.replaceAll(noBreakSpace, ' '))
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = []
  let rest = line
  while (rest.length > width) {
    const firstLetter = rest.search(/[^ ]/)
    const space = rest.lastIndexOf(' ', width)
    const end = space > firstLetter ? space : width
    lines.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).replace(/^ +/, '')
  }
  return [...lines, rest]
}
