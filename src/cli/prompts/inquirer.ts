// inquirer, in a bundle of its own: loaded only when a question is asked. Questions go to stderr; stdout is the answer.
import inquirer from 'inquirer';

const prompt = inquirer.createPromptModule({ output: process.stderr });

export async function confirm(message: string): Promise<boolean> {
  return (await prompt([{ type: 'confirm', name: 'value', message, default: false }])).value as boolean;
}

export async function input(message: string, initial?: string, check?: (value: string) => true | string): Promise<string> {
  const validate = (value: string) => (check ? check(value) : true);
  return (await prompt([{ type: 'input', name: 'value', message, default: initial, validate }])).value as string;
}

export async function select(message: string, choices: readonly string[], initial?: string): Promise<string> {
  return (await prompt([{ type: 'select', name: 'value', message, choices: [...choices], default: initial }])).value as string;
}
