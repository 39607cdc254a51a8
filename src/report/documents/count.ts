/** A byte or record count: a number, or a string of digits above 2^53. */
export type Count = number | string;
