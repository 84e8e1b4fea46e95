// The parts of ECharts that the boards use, registered once.
import { BarChart, RadarChart } from "echarts/charts";
import { GridComponent, LegendComponent, RadarComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, RadarChart, GridComponent, LegendComponent, RadarComponent, TooltipComponent, SVGRenderer]);

export { init };
export type { EChartsCoreOption as ChartOption, EChartsType } from "echarts/core";

export const ink = "#16202E";
export const muted = "#5D6B7E";
export const line = "#DEE4EC";
export const primary = "#1558B0";
export const attention = "#C77700";
export const font = '"Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif';
