import { walkTheWay } from "./journey.ts";

walkTheWay(true);
