/** How a task says how far it is. */
export type Report = (stage: string, fraction: number, testing?: string) => void;
