import { walkTheWay } from "./journey.ts";

walkTheWay(false);
