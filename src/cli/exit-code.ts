/** What the process ends with (the command line's contract). */
export const exitCode = { done: 0, attention: 1, usage: 2, failed: 3 } as const;
