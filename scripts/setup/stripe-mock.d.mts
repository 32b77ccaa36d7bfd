/** The path of stripe-mock, built when it is missing. */
export function stripeMockProgram(): Promise<string>;
