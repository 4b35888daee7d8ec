/** The scanner of this till that hangs on a port. One that types needs no settings. */
export const scannerKey = 'till.scanner'

/** The speeds that scanners are set to, 9600 out of the box. */
export const scannerRates = [4800, 9600, 19200, 38400, 57600, 115200] as const
export const usualRate = 9600
