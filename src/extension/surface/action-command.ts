// What is to be noted once a code action or ghost text was taken goes in; a command for it to carry, without arguments,
// goes out. The editor keeps the arguments of such a command only until it asks for actions anew, which the action's own
// edit makes it do: on a busy machine they were gone before the command ran, and what was accepted was never told.
import * as vscode from 'vscode';

export class ActionCommands implements vscode.Disposable {
  readonly #prefix: string;
  readonly #run: (subject: string) => void;
  readonly #registered = new Map<string, vscode.Disposable>();

  /** @param name of the commands, which nobody else is meant to call @param run is told whose command was run */
  constructor(name: string, run: (subject: string) => void) {
    this.#prefix = `secondNature.${name}:`;
    this.#run = run;
  }

  /** The same command for the same subject, for as long as the surface is there. */
  commandFor(subject: string, title: string): vscode.Command {
    const command = `${this.#prefix}${subject}`;
    if (!this.#registered.has(subject)) {
      this.#registered.set(
        subject,
        vscode.commands.registerCommand(command, () => this.#run(subject)),
      );
    }
    return { title, command };
  }

  dispose(): void {
    vscode.Disposable.from(...this.#registered.values()).dispose();
    this.#registered.clear();
  }
}
