// A value that comes from the platform: loading, there, or failed with the reason.
import { ref, watch, type Ref } from "vue";
import { useRouter } from "vue-router";
import { ApiError } from "../api";
import { session } from "../session";

export interface Loaded<T> { value: Ref<T | null>; error: Ref<unknown>; loading: Ref<boolean>; reload: () => Promise<void> }

// Calls `fetch` now and whenever `inputs` change; an answer that a newer call has overtaken is dropped.
export function useLoaded<T>(inputs: () => unknown, fetch: () => Promise<T>): Loaded<T> {
  const value = ref(null) as Ref<T | null>;
  const error = ref<unknown>(null);
  const loading = ref(true);
  const router = useRouter();
  let turn = 0;

  async function reload() {
    const mine = ++turn;
    loading.value = true;
    error.value = null;
    try {
      const answer = await fetch();
      if (mine === turn) value.value = answer;
    } catch (caught) {
      if (mine !== turn) return;
      if (caught instanceof ApiError && caught.status === 401) {
        session.value = null;
        await router.push({ name: "login", query: { next: router.currentRoute.value.fullPath } });
        return;
      }
      error.value = caught;
    } finally {
      if (mine === turn) loading.value = false;
    }
  }
  watch(inputs, reload, { immediate: true });
  return { value, error, loading, reload };
}
