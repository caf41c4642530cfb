# frozen_string_literal: true

# For spec/{models,services,requests,jobs} without a Discourse: the stand-in, the plugin's tables made by its own
# migrations, and the words that the host's specs know.
require "webmock/rspec"
WebMock.enable! # before anything is made of Net::HTTP
require_relative "stand_in/application"
require_relative "migrations"

Migrations.up

require "rspec/rails"
require "mocha/api"
require "fabrication"
require_relative "stand_in/fabricators"
require_relative "stand_in/spec_words"
