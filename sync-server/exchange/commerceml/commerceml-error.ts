/**
 * Why a file cannot be taken as a CommerceML catalogue. The message is a whole English sentence or two (what is wrong,
 * what to do); `code` and `params` carry the same for a screen that speaks another language. Nothing of such a file
 * may be applied: records read before the error came count for nothing.
 */
export type CommerceMLParams = Readonly<Record<string, string | number>>

const sentences = {
  empty: () => 'The file is empty. Export it from the accounting system again.',
  archive: () => 'The file is an archive, not XML. Unpack it and import the .xml files inside.',
  notXml: (p) =>
    `The file is not well-formed XML: line ${p.line}, ${p.detail} Export it from the accounting system again.`,
  truncated: (p) => `The file breaks off at line ${p.line}: its end is missing. Export or copy it again.`,
  wrongRoot: (p) =>
    `The file is XML but not CommerceML: it begins with <${p.root}> where <КоммерческаяИнформация> belongs. Choose a file from the site exchange of 1C.`,
  brokenEncoding: (p) =>
    `The text does not match the encoding ${p.encoding} that the file is marked with (about line ${p.line}). Save it in the encoding it names, or export it again.`,
  unsupportedEncoding: (p) =>
    `The file is marked with the encoding ${p.encoding}, which is not read. Export it as UTF-8 or windows-1251.`,
  doctype: (p) =>
    `The file declares a document type (DOCTYPE, line ${p.line}). 1C never writes one, and it can hide harmful entities, so the file is refused.`,
  tooLarge: (p) =>
    `The file is larger than the limit of ${p.limitBytes} bytes. Export it in portions, or raise the limit.`,
  tooDeep: (p) =>
    `Elements are nested deeper than ${p.limit} levels at line ${p.line}. No catalogue looks like this; the file is refused.`,
  textTooLong: (p) =>
    `One text or tag at line ${p.line} is longer than ${p.limitChars} characters. No catalogue looks like this; the file is refused.`,
  recordTooLarge: (p) =>
    `The record <${p.element}> that begins at line ${p.line} is too large to be one record of a catalogue. The file is refused.`,
  noCatalogue: (p) =>
    p.found === ''
      ? 'The file is CommerceML but holds nothing: neither a catalogue nor offers.'
      : `The file is CommerceML but holds no catalogue: it contains <${p.found}>. Orders and customers are not imported here; choose the catalogue, offers, prices or rests files.`,
} satisfies Record<string, (params: CommerceMLParams) => string>

export type CommerceMLErrorCode = keyof typeof sentences

export class CommerceMLError extends Error {
  override name = 'CommerceMLError'
  readonly code: CommerceMLErrorCode
  readonly params: CommerceMLParams

  constructor(code: CommerceMLErrorCode, params: CommerceMLParams = {}, options?: ErrorOptions) {
    super(sentences[code](params), options)
    this.code = code
    this.params = params
  }
}
