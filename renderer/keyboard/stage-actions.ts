/** What keys ask of the stage that is on the page. */
export interface StageActions {
  /** Fits the whole photo into its pane. */
  fitWhole(): void;
  /** One pixel of the photo for one pixel of the screen, or back. */
  toggleFullSize(): void;
  zoomBy(factor: number): void;
  /** The camera where the photo was taken. */
  goHome(): void;
  /** Moves the crosshair by so many photo pixels. */
  stepProbe(x: number, y: number): void;
  /** Key of the colour range of the active pane; null where it shows no depth. */
  activeRangeKey(): string | null;
  /** Whether the camera flies while the key with this `event.code` is held. */
  isFlightKey(code: string): boolean;
  pressFlightKey(code: string): void;
  releaseFlightKey(code: string): void;
  releaseAllFlightKeys(): void;
}
