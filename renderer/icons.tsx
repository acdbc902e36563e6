export * from './controls/icons.tsx';
