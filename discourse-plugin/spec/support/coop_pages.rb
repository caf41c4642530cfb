# frozen_string_literal: true

# What a member does on the light page, and what a browser can say of any page of ours.
module CoopPages
  ELEMENT = "document.querySelector('coop-credential-request')"
  AXE = File.join(CoopBed::REPOSITORY, "node_modules/axe-core/axe.min.js")
  RULES = %w[wcag2a wcag2aa wcag21a wcag21aa wcag22aa best-practice].freeze

  # Cores that give a plugin a page of its own have it under the plugin's name.
  def self.admin_base
    route = Discourse.plugins_by_name["coop-credentials"].admin_route
    "/admin/plugins/#{route[:location]}"
  end

  def visit_gate(policy = "members-lounge")
    visit "/co-op-access/#{policy}"
  end

  # The element's own words, all of them.
  def element_says
    page.evaluate_script("#{ELEMENT}?.shadowRoot.querySelector('#screen')?.innerText ?? ''")
  end

  def wait_for_element(text)
    try_until_success(timeout: 20) { expect(element_says).to include(text) }
  end

  def press_in_element(label)
    try_until_success(timeout: 20) do
      pressed = page.evaluate_script(<<~JS)
          (() => {
            const all = [...(#{ELEMENT}?.shadowRoot.querySelectorAll('button, a') ?? [])];
            const one = all.find((each) => each.innerText.trim().startsWith(#{label.to_json}));
            one?.click();
            return Boolean(one);
          })()
        JS
      expect(pressed).to eq(true)
    end
  end

  # The link that the wallet app on this device would get.
  def wallet_link
    link = nil
    try_until_success(timeout: 20) do
      link = page.evaluate_script(<<~JS)
          [...(#{ELEMENT}?.shadowRoot.querySelectorAll('a') ?? [])]
            .map((a) => a.getAttribute('href')).find((href) => href?.startsWith('openid4vp:'))
        JS
      expect(link).to be_present
    end
    link
  end

  # Asks, lets the wallet on this device answer, and goes where the wallet sends the browser.
  def show_membership(**answer)
    press_in_element("Show my membership")
    back = answer_as_wallet(wallet_link, **answer)
    visit back
  end

  # Only what is ours on the page is looked at: what else is wrong there is the forum's own.
  # @return [Array<String>] what axe-core finds wrong
  def accessibility_faults(*selectors)
    page.execute_script(File.read(AXE))
    page.evaluate_async_script(<<~JS, selectors, RULES)
        const [selectors, rules, done] = arguments;
        axe.run({ include: selectors.map((one) => [one]) }, { runOnly: { type: 'tag', values: rules } })
          .then(({ violations }) => done(violations.flatMap(({ id, nodes }) =>
            nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`))))
          .catch((error) => done([`axe-core did not run: ${error}`]));
      JS
  end

  def in_dark
    page.driver.browser.execute_cdp(
      "Emulation.setEmulatedMedia",
      features: [{ name: "prefers-color-scheme", value: "dark" }],
    )
    yield
  ensure
    page.driver.browser.execute_cdp("Emulation.setEmulatedMedia", features: [])
  end
end
