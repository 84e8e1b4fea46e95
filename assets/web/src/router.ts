import { createRouter, createWebHashHistory } from "vue-router";
import { resume, session } from "./session";

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: "/login", name: "login", component: () => import("./pages/LoginPage.vue"), meta: { open: true } },
    { path: "/", name: "classes", component: () => import("./pages/ClassesPage.vue") },
    { path: "/board/:code", name: "board", component: () => import("./pages/BoardPage.vue"), props: true },
    { path: "/:rest(.*)", redirect: "/" },
  ],
});

router.beforeEach(async (to) => {
  if (to.meta.open) return true;
  let known = false;
  try {
    known = await resume();
  } catch {
    known = session.value !== null; // the platform is not there: the login page says so
  }
  return known ? true : { name: "login", query: to.fullPath === "/" ? {} : { next: to.fullPath } };
});
