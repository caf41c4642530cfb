import DiscourseRecommended from "@discourse/lint-configs/eslint";

export default [
  ...DiscourseRecommended,
  {
    // Code that also runs on cores before 2025: they need what today's rules find superfluous or old.
    rules: {
      "discourse/plugin-api-no-version": "off", // there, the first argument is the version
      "discourse/i18n-t": "off", // there, "discourse-i18n" has no named export
      "discourse/moved-packages-import-paths": "off", // there, select-kit has not moved; today's core knows both names
      "discourse/service-inject-import": "off", // there, Ember 3 knows only `inject`
    },
  },
];
