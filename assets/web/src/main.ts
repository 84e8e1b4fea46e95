import { createApp } from "vue";
import { createI18n } from "vue-i18n";
import "element-plus/theme-chalk/base.css";
import "./theme.css";
import App from "./App.vue";
import { router } from "./router";
import en from "./locale/en.json";
import zh from "./locale/zh-CN.json";

const stored = new URLSearchParams(location.search).get("lang") ?? navigator.language;
const locale = stored.startsWith("en") ? "en" : "zh-CN";
document.documentElement.lang = locale;

createApp(App)
  .use(createI18n({ legacy: false, locale, fallbackLocale: "zh-CN", messages: { "zh-CN": zh, en } }))
  .use(router)
  .mount("#app");
