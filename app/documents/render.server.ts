export { renderDocument } from "./pdf/render.ts";
