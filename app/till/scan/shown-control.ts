/** A code with what cannot be seen in it made visible: `␝` for GS, `␍` for CR. Pure. */
export const shownControl = (code: string): string =>
  code.replace(/[\u0000-\u0020]/g, (sign) => (sign === ' ' ? '␣' : String.fromCodePoint(0x2400 + sign.charCodeAt(0))))
