/** A room's texts in another language: the same keys, each with a text. */
export type Translated<Room> = { readonly [Key in keyof Room]: string };

/** All rooms in another language. */
export type Catalogue<English> = { readonly [Room in keyof English]: Translated<English[Room]> };
