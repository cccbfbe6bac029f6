const { TestEnvironment } = require('jest-environment-node');

/** Lets a browser test that fails say what was on its page, before the page is closed: `visit.ts` sets `whenTestFails`. */
module.exports = class extends TestEnvironment {
  async handleTestEvent({ name }) {
    if (name === 'test_fn_failure') await this.global.whenTestFails?.();
  }
};
