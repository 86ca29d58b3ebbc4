/** Exit code 1: the tool worked and the answer is no. Exit code 2: it could not work. */
export type ExitCode = 1 | 2;

/**
 * A mistake or a situation that the user can do something about. `message` says what is wrong and what was found,
 * `hint` says what to type next. Anything else that is thrown is a bug of ours and keeps its stack trace.
 */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;
  /** The function that a person has to read, and to acknowledge, before there can be a plan. */
  readonly acknowledge: string | undefined;

  constructor(
    message: string,
    options: { hint?: string; exitCode?: ExitCode; cause?: unknown; acknowledge?: string } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? 2;
    this.acknowledge = options.acknowledge;
  }
}

/** The change cannot be made safely. `reason` names the object that stands in the way. */
export class Refusal extends UserError {
  override readonly name = 'Refusal';
  readonly reason: string;

  constructor(reason: string, message: string, wayOut: string, acknowledge?: string) {
    super(message, { hint: wayOut, exitCode: 1, ...(acknowledge === undefined ? {} : { acknowledge }) });
    this.reason = reason;
  }
}
