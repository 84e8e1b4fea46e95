// Who is logged in on this page; nothing of it is kept by the browser but the cookie.
import { ref } from "vue";
import { api, ApiError } from "./api";
import type { Session } from "./types";

export const session = ref<Session | null>(null);

// Asks the platform once after a reload. False: nobody is logged in.
export async function resume(): Promise<boolean> {
  if (session.value) return true;
  try {
    session.value = await api.me();
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return false;
    throw error;
  }
}

export async function login(user: string, password: string): Promise<void> {
  session.value = await api.login(user, password);
}

export async function logout(): Promise<void> {
  try {
    await api.logout();
  } finally {
    session.value = null;
  }
}
