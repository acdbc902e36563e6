export * from '../controls/OriginNote.tsx';
