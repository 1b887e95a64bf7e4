// How the nodes of the map are drawn: each as one point of WebGL, round or square. Sigma's usual programs draw an instance
// a node, for which a machine without a graphics card pays as for a drawing of its own: at 10,000 nodes that is 4 frames a
// second, where points give over 30.
import { NodePointProgram } from 'sigma/rendering';

type Attributes = Readonly<Record<string, unknown>>;

/** Side of the square beside the diameter of a circle of the same size, so that both cover alike. */
const squareShader = /* glsl */ `
precision mediump float;

varying vec4 v_color;

const float halfSide = 0.44;

void main(void) {
  vec2 m = abs(gl_PointCoord - vec2(0.5, 0.5));
  gl_FragColor = max(m.x, m.y) > halfSide ? vec4(0.0, 0.0, 0.0, 0.0) : v_color;
}
`;

export class SquarePointProgram<N extends Attributes, E extends Attributes> extends NodePointProgram<N, E> {
  override getDefinition() {
    return { ...super.getDefinition(), FRAGMENT_SHADER_SOURCE: squareShader };
  }
}
