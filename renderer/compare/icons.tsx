import { icon } from '../controls/icons.tsx';

/** Line icons of the comparison, on the grid of the others. */
export const PinIcon = icon(<path d="M7.5 3.5h5l-.7 5 2.700 2.700h-9l2.700-2.700ZM10 11.200v5.300" />);
export const WipeVerticalIcon = icon(
  <>
    <rect x="3" y="4" width="14" height="12" rx="1.500" />
    <path d="M10 2.500v15M12.500 7.500l2 2.500-2 2.500M7.500 7.500l-2 2.500 2 2.500" />
  </>,
);
export const WipeHorizontalIcon = icon(
  <>
    <rect x="3" y="3" width="14" height="14" rx="1.500" />
    <path d="M1.500 10h17M7.500 12.500l2.500 2 2.500-2M7.500 7.500l2.500-2 2.500 2" />
  </>,
);
export const LensIcon = icon(
  <>
    <circle cx="9" cy="9" r="5.500" />
    <path d="m13.200 13.200 3.800 3.800" />
  </>,
);
export const NoSplitIcon = icon(<rect x="3" y="4" width="14" height="12" rx="1.500" />);
export const GridIcon = icon(
  <path d="M3.500 4h5.500v5H3.500ZM11 4h5.500v5H11ZM3.500 11h5.500v5H3.500ZM11 11h5.500v5H11Z" />,
);
export const RowIcon = icon(<path d="M3 5h4v10H3ZM8.500 5h3v10h-3ZM13 5h4v10h-4Z" />);
export const FocusIcon = icon(<path d="M3 4h9v12H3ZM14 4h3v3h-3ZM14 8.500h3v3h-3ZM14 13h3v3h-3Z" />);
export const LineIcon = icon(<path d="M3 14.500c3 0 3-8 6-8s3 5 8 4" />);
export const BoxIcon = icon(<rect x="4" y="5" width="12" height="10" strokeDasharray="2.500 2.200" />);
export const RulerIcon = icon(
  <path d="m3 13 10-10 4 4L7 17ZM6 10l1.500 1.500M9 7l1.500 1.500M12 4l1.500 1.500" />,
);
export const ContourIcon = icon(
  <>
    <path d="M3 12c2-6 5-8 8-8s5 3 6 6-2 6-6 6-7-1-8-4Z" />
    <path d="M7 11.500c1-3 3-4 4.500-4s2.500 1.500 2.500 3-1.500 2.500-3.500 2.500-3-.5-3.500-1.500Z" />
  </>,
);
export const BrushIcon = icon(
  <path d="M16.500 3.500 9 11m-2 1.500c-1.700 0-2.500 1.200-2.500 2.500 0 .8-.6 1.300-1.500 1.500 2.500.8 6 .3 6-2.200 0-1-.9-1.800-2-1.800Z" />,
);
