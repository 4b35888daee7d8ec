/** The largest file of the command `npm run import`, in bytes. */
const defaultBytes = 536_870_912

export const importLimitRule = 'a whole number of bytes above zero'

/** Of the setting IMPORT_MAX_BYTES; absent or empty is the default. null: it is not such a number. */
export function readImportLimit(value: string | undefined): number | null {
  const bytes = Number(value?.trim() || defaultBytes)
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : null
}
