/** What one look found; a fault always has its cure. */
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly message: string;
  readonly cure?: string;
}

export const fine = (check: string, message: string): Finding => ({ check, ok: true, message });
export const fault = (check: string, message: string, cure: string): Finding => ({ check, ok: false, message, cure });
