-- Records trades: uniform, or hot (half of the trades touch one of ten accounts), each under a key of its own.
-- Arguments: communities (comma-separated), accounts in each, "uniform" or "hot", trades in a request (1: no batch),
-- share of reads in percent, a word that makes this run's keys unique. Environment: TOKEN.
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
  communities = {}
  for name in string.gmatch(args[1], "[^,]+") do communities[#communities + 1] = name end
  accounts, hot, size, reads, run = tonumber(args[2]), args[3] == "hot", tonumber(args[4]), tonumber(args[5]), args[6]
  math.randomseed(seed(run))
  token = "Bearer " .. os.getenv("TOKEN")
  sent = 0
  get_headers = { ["Authorization"] = token }
end

local function account()
  if hot and math.random(2) == 1 then return math.random(10) end
  return math.random(accounts)
end

local function trade()
  local payer, payee = account(), account()
  while payee == payer do payee = math.random(accounts) end
  return string.format('{"payer":"m%d","payee":"m%d","amount":"%d.%02d","description":"bread"}',
    payer, payee, math.random(0, 9), math.random(1, 99))
end

function request()
  local path = "/v1/communities/" .. communities[math.random(#communities)]
  if reads > 0 and math.random(100) <= reads then
    return wrk.format("GET", path .. "/accounts/m" .. math.random(accounts), get_headers)
  end
  sent = sent + 1
  local headers = {
    ["Authorization"] = token,
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = run .. "-" .. number .. "-" .. sent
  }
  if size == 1 then return wrk.format("POST", path .. "/trades", headers, trade()) end
  local trades = {}
  for i = 1, size do trades[i] = trade() end
  return wrk.format("POST", path .. "/trades/batch", headers,
    '{"atomic":false,"trades":[' .. table.concat(trades, ",") .. "]}")
end

function done(summary, latency)
  io.write(string.format('RESULT {"requests":%d,"microseconds":%d,"failed":%d,"p50":%d,"p99":%d,"max":%d}\n',
    summary.requests, summary.duration,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout,
    latency:percentile(50), latency:percentile(99), latency.max))
end
