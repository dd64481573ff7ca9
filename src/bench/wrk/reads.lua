-- Reads a path of random accounts. Arguments: community, accounts, what follows the account in the path, a word of this run.
-- Environment: TOKEN.
local counter = 0

function setup(thread)
  thread:set("number", counter)
  counter = counter + 1
end

-- Each run draws other accounts: the ones before it have warmed theirs up.
local function seed(word)
  local sum = 17 + number * 7919
  for i = 1, #word do sum = (sum * 31 + string.byte(word, i)) % 2147483647 end
  return sum
end

function init(args)
  prefix, accounts, suffix = "/v1/communities/" .. args[1] .. "/accounts/m", tonumber(args[2]), args[3] or ""
  math.randomseed(seed(args[4]))
  headers = { ["Authorization"] = "Bearer " .. os.getenv("TOKEN") }
end

function request()
  return wrk.format("GET", prefix .. math.random(accounts) .. suffix, headers)
end

function done(summary, latency)
  io.write(string.format('RESULT {"requests":%d,"microseconds":%d,"failed":%d,"p50":%d,"p99":%d,"max":%d}\n',
    summary.requests, summary.duration,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
