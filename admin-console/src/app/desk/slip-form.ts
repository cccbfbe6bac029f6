/** The paper of this workstation's printer. */
export const slipForms = ['80mm', '58mm', 'a4', 'label'] as const;
export type SlipForm = (typeof slipForms)[number];
