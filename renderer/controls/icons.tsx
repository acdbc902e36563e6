import type { ReactNode } from 'react';

/** Line icons on a 20 x 20 grid, drawn for this page. */
export function icon(children: ReactNode) {
  return function Icon({ size = 16 }: { size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {children}
      </svg>
    );
  };
}

export const AboutIcon = icon(
  <>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 9.500v4M10 6.600v.1" />
  </>,
);
export const AddIcon = icon(<path d="M10 4v12M4 10h12" />);
export const BackIcon = icon(<path d="M16 10H4.500m0 0L9 5.500M4.500 10 9 14.500" />);
export const BenchmarkIcon = icon(<path d="M4 16V9.500M10 16V4M16 16v-9M3 16.500h14" />);
export const ChevronIcon = icon(<path d="m6 8 4 4 4-4" />);
export const CloseIcon = icon(<path d="m5 5 10 10M15 5 5 15" />);
export const CopyIcon = icon(
  <>
    <rect x="7" y="7" width="9" height="9" rx="1.500" />
    <path d="M13 7V5.500A1.500 1.500 0 0 0 11.500 4h-6A1.500 1.500 0 0 0 4 5.500v6A1.500 1.500 0 0 0 5.500 13H7" />
  </>,
);
export const DownIcon = icon(<path d="M10 4v12m0 0 4.500-4.500M10 16l-4.500-4.500" />);
export const DownloadIcon = icon(<path d="M10 3.500v9m0 0 3.500-3.500M10 12.500 6.500 9M4 16.500h12" />);
export const EndIcon = icon(<path d="M10 3.500v9m0 0 4-4M10 12.500l-4-4M4.500 16.500h11" />);
export const FitIcon = icon(<path d="M3.500 7.500v-4h4m5 0h4v4m0 5v4h-4m-5 0h-4v-4" />);
export const FolderIcon = icon(
  <path d="M3 6.500A1.500 1.500 0 0 1 4.500 5h3l2 2h6A1.500 1.500 0 0 1 17 8.500v6A1.500 1.500 0 0 1 15.500 16h-11A1.500 1.500 0 0 1 3 14.500Z" />,
);
export const FrontIcon = icon(<path d="M10 16.500v-9m0 0 4 4M10 7.500l-4 4M4.500 3.500h11" />);
export const HomeIcon = icon(<path d="M3.500 9.500 10 4l6.500 5.500M5.500 8.500V16h9V8.500" />);
export const KeyboardIcon = icon(
  <>
    <rect x="2.500" y="5" width="15" height="10" rx="1.500" />
    <path d="M6 8.500h.01M10 8.500h.01M14 8.500h.01M7 12h6" />
  </>,
);
export const LanguageIcon = icon(
  <>
    <circle cx="10" cy="10" r="7" />
    <path d="M3 10h14M10 3c5 4.500 5 9.500 0 14-5-4.500-5-9.500 0-14Z" />
  </>,
);
export const LibraryIcon = icon(<path d="M4 4v12M8 4v12M12 4.500l4 11" />);
export const LockIcon = icon(
  <>
    <rect x="4.500" y="9" width="11" height="7.500" rx="1.500" />
    <path d="M7 9V6.500a3 3 0 0 1 6 0V9" />
  </>,
);
export const MoreIcon = icon(<path d="M4.500 10h.01M10 10h.01M15.500 10h.01" strokeWidth="2.400" />);
export const PauseIcon = icon(<path d="M7 5v10M13 5v10" strokeWidth="2.400" />);
export const PlayIcon = icon(<path d="M6.500 4.500v11l9-5.500Z" fill="currentColor" />);
export const QueueIcon = icon(<path d="M4 5.500h12M4 10h12M4 14.500h7" />);
export const SearchIcon = icon(
  <path d="m16 16-3.500-3.500M13.500 9a4.500 4.500 0 1 1-9 0 4.500 4.500 0 0 1 9 0Z" />,
);
export const SideIcon = icon(
  <>
    <rect x="3" y="4.500" width="14" height="11" rx="1.500" />
    <path d="M10 4.500v11" />
  </>,
);
export const SmoothIcon = icon(<path d="M3 14.500h3.500v-4H10V7h3.500V4H17" />);
export const SwapIcon = icon(
  <path d="M4 7.500h11M12 4l3.500 3.500L12 11M16 13H5m3-3.500L4.500 13 8 16.500" />,
);
const STAR =
  'm10 3 2.200 4.500 5 .700-3.600 3.500.900 4.900-4.500-2.400-4.500 2.400.900-4.900L2.800 8.200l5-.700Z';
export const StarIcon = icon(<path d={STAR} />);
export const FullStarIcon = icon(<path d={STAR} fill="currentColor" />);
export const TrashIcon = icon(<path d="M4 6h12M8 6V4h4v2M5.500 6l.8 10h7.400l.8-10" />);
export const WatchIcon = icon(
  <>
    <path d="M2.500 10S5.500 5 10 5s7.500 5 7.500 5-3 5-7.500 5-7.500-5-7.500-5Z" />
    <circle cx="10" cy="10" r="2" />
  </>,
);
export const UpIcon = icon(<path d="M10 16V4m0 0L5.500 8.500M10 4l4.500 4.500" />);
export const UnlockIcon = icon(
  <>
    <rect x="4.500" y="9" width="11" height="7.500" rx="1.500" />
    <path d="M7 9V6.500a3 3 0 0 1 5.800-1" />
  </>,
);
