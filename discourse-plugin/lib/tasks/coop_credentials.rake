# frozen_string_literal: true

namespace :coop_credentials do
  desc "Says what is right and what is wrong between this forum and its service"
  task doctor: :environment do
    checks = CoopCredentials::SelfTest.call
    checks.each do |check|
      puts "#{check.status.upcase.ljust(8)}#{check.what}"
      puts "        #{check.next}" if check.next.present?
      puts "        (#{check.detail})" if check.detail.present?
    end
    exit 1 if checks.any? { |check| check.status == "bad" }
  end

  desc "Asks the service now whether every membership still holds, and takes back what does not"
  task recheck: :environment do
    told = CoopCredentials::RecheckGrants.call { |done, total| print "\r#{done} of #{total}" }
    puts "\n#{told[:changed]} changed, #{told[:unanswered]} could not be asked."
    exit 1 if told[:unanswered].positive?
  end

  desc "Takes everybody out of the groups that this plugin put them into, before it is uninstalled"
  task withdraw: :environment do
    told = CoopCredentials::WithdrawAll.call
    puts "#{told[:ended]} grants ended."
    left = told[:left]
    puts "#{left} places or badges could not be taken back: the forum's log says why. Run this again." if left.positive?
    CoopCredentials::DeliverOutbox.call
    owed = CoopCredentials::OutboxEntry.count
    puts "The service has not been told of #{owed} yet: run this again." if owed.positive?
    exit 1 if owed.positive? || left.positive?
  end
end
