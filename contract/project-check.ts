/** Under which id it is told how far the check of a project is that another program may have written. */
export const PROJECT_CHECK = 'project-check';
