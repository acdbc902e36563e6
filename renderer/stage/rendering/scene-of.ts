import { type Object3D, Scene } from 'three';

/** A scene with one object whose vertices are made in the shader. */
export function sceneOf(object: Object3D): Scene {
  const scene = new Scene();
  // three.js cannot know where the vertices are.
  object.frustumCulled = false;
  scene.add(object);
  return scene;
}
